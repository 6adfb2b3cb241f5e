using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Core.Monitors;

/// <summary>What Pipeline does when a person changed a monitor: check it at once, say what holds, publish.</summary>
public sealed class MonitorChanges(MonitorDirectory monitors, LiveView view, Opinions opinions, Evaluation evaluation, Publication publication, TimeProvider clock)
{
    /// <summary>Returns the regions that could not be asked for a check now; their next round will tell.</summary>
    public async Task<IReadOnlyList<string>> FollowAsync(string workspaceId, string monitorId, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(TimeSpan.Zero, cancellationToken);
        await view.RefreshAsync(TimeSpan.Zero, cancellationToken);
        var monitor = await monitors.FindAsync(workspaceId, monitorId, cancellationToken);
        var away = monitor is { Enabled: true, Kind: not MonitorKind.Heartbeat } ? await opinions.AskAsync([monitor], Slot.Of(clock.GetUtcNow()), Opinions.Lifetime, cancellationToken) : [];
        var evaluated = await evaluation.RunAsync(workspaceId, monitor?.Shard, [monitorId], cancellationToken);
        await evaluated.Wants.MeetAsync(workspaceId, orchestrations, evaluated.Changed, cancellationToken);
        await publication.RepublishAsync(workspaceId, cancellationToken);
        return away;
    }
}
