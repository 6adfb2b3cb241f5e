using Microsoft.Extensions.Logging;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Gives back places that a monitor does not need. Asks first where the monitor is now, since a change that came meanwhile may have put it there again.
/// What cannot be given back is no fault of the request, which is done: the monitor's next change tries again.
/// </summary>
public sealed partial class LeavePlaces(IMonitorStore monitors, IShardStore shards, ILogger<LeavePlaces> logger)
{
    /// <param name="workspaceId">The monitor's workspace.</param>
    /// <param name="monitorId">The monitor; it may be deleted.</param>
    /// <param name="places">Shards, the one that it is in among them perhaps.</param>
    public async Task RunAsync(string workspaceId, string monitorId, IReadOnlyCollection<string> places)
    {
        if (places.Count == 0) return;
        try
        {
            var present = (await monitors.ReadAsync(workspaceId, monitorId, CancellationToken.None))?.Value.Shard;
            foreach (var shard in places.Where(p => p != present).Distinct(StringComparer.Ordinal))
                await shards.LeavePlaceAsync(workspaceId, monitorId, shard, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotLeft(monitorId, string.Join(", ", places), e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Places of {MonitorId} among {Shards} could not be given back.")]
    private partial void LogNotLeft(string monitorId, string shards, Exception exception);
}
