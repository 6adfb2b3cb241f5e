using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>Deletes a monitor: the tombstone first, so that nothing is checked any more, then its place and its key.</summary>
public sealed class DeleteMonitor(IMonitorStore monitors, LeavePlaces leave, ClaimKey claim, Commands commands, Retrying retrying)
{
    public async Task<Result<Monitor>> RunAsync(string workspaceId, string monitorId, CancellationToken cancellationToken, Precondition? ifMatch = null)
    {
        if (!Ids.IsValid(Ids.Monitor, monitorId)) return new Result<Monitor>.Missing();
        return await retrying.ChangeAsync<Monitor>(async () =>
        {
            if (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken) is not { Value: var monitor } stored) return new Result<Monitor>.Missing();
            if (ifMatch?.Holds(stored.Value) is false) return new Result<Monitor>.Outdated();
            var released = await claim.FindAsync(workspaceId, KeyedKind.Monitor, monitor.Key, monitorId, cancellationToken);
            if (!await monitors.TryDeleteAsync(monitor, stored.ETag, CancellationToken.None)) return null;
            await claim.ReleaseAsync(released);
            await leave.RunAsync(workspaceId, monitorId, monitor.FormerPlaces is [.., var former] ? [monitor.Shard, former.Shard] : [monitor.Shard]);
            await commands.SendAsync(new() { Kind = CommandKind.MonitorChanged, WorkspaceId = workspaceId, MonitorId = monitorId });
            return new Result<Monitor>.Done(monitor);
        }, "Others keep changing this monitor. Try again.", cancellationToken);
    }
}
