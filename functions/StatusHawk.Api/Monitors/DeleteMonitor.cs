using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>Deletes a monitor: the tombstone first, so that nothing is checked any more, then its place.</summary>
public sealed class DeleteMonitor(IMonitorStore monitors, LeavePlaces leave, Commands commands)
{
    private const int Tries = 5;

    public async Task<Result<Monitor>> RunAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Monitor, monitorId)) return new Result<Monitor>.Missing();
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken) is not { Value: var monitor } stored) return new Result<Monitor>.Missing();
            if (!await monitors.TryDeleteAsync(monitor, stored.ETag, CancellationToken.None)) continue;
            await leave.RunAsync(workspaceId, monitorId, monitor.FormerPlaces is [.., var former] ? [monitor.Shard, former.Shard] : [monitor.Shard]);
            await commands.SendAsync(new() { Kind = CommandKind.MonitorChanged, WorkspaceId = workspaceId, MonitorId = monitorId });
            return new Result<Monitor>.Done(monitor);
        }

        return new Result<Monitor>.Conflict("Others keep changing this monitor. Try again.");
    }
}
