using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Core.Accounts;

/// <summary>
/// Removes deleted workspaces. First all that checks, tells or publishes is stopped; when everything that did not know of it yet must have ended, what is stored
/// goes, and last the workspace itself becomes a tombstone. Each step follows from what is there, so whoever dies where, the next run goes on.
/// </summary>
public sealed class Removing(
    IWorkspaceStore workspaces, IRemovals removals, IMonitorStore monitors, IChannelStore channels, IStatusPageStore pages, IPageStore snapshots, IWorkspaceData data,
    RemovalOptions options, TimeProvider clock)
{
    private const int AtOnce = 16;
    private const int Batch = 500;

    /// <summary>How long a mark may be there without its workspace being deleted: whoever set it has died.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Goes on with every removal that is not done.</summary>
    /// <exception cref="AggregateException">Some failed; all others were gone on with, and the next run tries again.</exception>
    public async Task RunAllAsync(IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        var until = clock.GetUtcNow() + options.RunFor;

        // The one that waits longest first; with many at once the others have their turn when it is done.
        foreach (var mark in (await removals.ListAsync(cancellationToken)).OrderBy(mark => mark.Value.MarkedAt))
        {
            try
            {
                await RunAsync(mark, orchestrations, until, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }

        if (failures.Count > 0) throw new AggregateException("Not every deleted workspace could be gone on with.", failures);
    }

    /// <summary>Goes on with one, if it is to be removed.</summary>
    public async Task RunAsync(string workspaceId, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        if (await removals.ReadAsync(workspaceId, cancellationToken) is { } mark) await RunAsync(mark, orchestrations, clock.GetUtcNow() + options.RunFor, cancellationToken);
    }

    private async Task RunAsync(Stored<Removal> mark, IOrchestrations orchestrations, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (removal, now) = (mark.Value, clock.GetUtcNow());
        if (await workspaces.ReadForChangeAsync(removal.WorkspaceId, cancellationToken) is not { Value.DeletedAt: not null } workspace)
        {
            // It is done and its tombstone gone, or nobody went through with it.
            if (removal.DoneAt is not null || now - removal.MarkedAt > Patience) await removals.UnmarkAsync(mark, cancellationToken);
            return;
        }

        if (removal.DoneAt is not null) return;
        if (await StopAsync(removal.WorkspaceId, cancellationToken) || removal.StoppedAt is not { } stoppedAt)
        {
            await removals.TryReplaceAsync(removal with { StoppedAt = clock.GetUtcNow() }, mark.ETag, cancellationToken);
            return;
        }

        if (now - stoppedAt < options.Settling || !await EmptyAsync(removal.WorkspaceId, orchestrations, until, cancellationToken)) return;
        if (await workspaces.TryBuryAsync(workspace.Value, workspace.ETag, cancellationToken))
            await removals.TryReplaceAsync(removal with { DoneAt = clock.GetUtcNow() }, mark.ETag, cancellationToken);
    }

    /// <summary>Whether anything was found. A request that was under way when the workspace was deleted may bring more, so that every run looks again.</summary>
    private async Task<bool> StopAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var checking = await monitors.ListAsync(workspaceId, cancellationToken);
        var telling = await channels.ListAsync(workspaceId, cancellationToken);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(checking, limit, async (monitor, token) =>
        {
            if (await monitors.ReadAsync(workspaceId, monitor.Id, token) is { } stored) await monitors.TryDeleteAsync(stored.Value, stored.ETag, token);
        });
        await Parallel.ForEachAsync(telling, limit, async (channel, token) =>
        {
            if (await channels.ReadAsync(workspaceId, channel.Id, token) is { } stored) await channels.TryDeleteAsync(stored.Value, stored.ETag, token);
        });

        // The page itself stays until the end: it alone knows where its snapshots are.
        if (await pages.ReadAsync(workspaceId, cancellationToken) is { Value: var page })
        {
            await snapshots.DeleteAsync(page.Slug, workspaceId, cancellationToken);
            if (page.PreviousSlug is { } previous) await snapshots.DeleteAsync(previous, workspaceId, cancellationToken);
        }

        return checking.Count + telling.Count > 0;
    }

    /// <summary>Whether nothing is left.</summary>
    private async Task<bool> EmptyAsync(string workspaceId, IOrchestrations orchestrations, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var left = 0;
        foreach (var shard in await data.ListShardsAsync(workspaceId, cancellationToken))
        {
            if (!await orchestrations.EndConfirmationAsync(shard, cancellationToken)) left++;
            else if (!await DrainAsync(atMost => data.RemoveShardAsync(workspaceId, shard, atMost, cancellationToken), until)) return false;
        }

        foreach (var monitorId in await data.ListMonitorsAsync(workspaceId, cancellationToken))
        {
            if (!await DrainAsync(atMost => data.RemoveHistoryAsync(workspaceId, monitorId, atMost, cancellationToken), until)) return false;
        }

        foreach (var incidentId in await data.ListIncidentsAsync(workspaceId, cancellationToken))
        {
            if (!await orchestrations.EndIncidentAsync(incidentId, cancellationToken)) left++;
            else if (!await DrainAsync(atMost => data.RemoveIncidentAsync(workspaceId, incidentId, atMost, cancellationToken), until)) return false;
        }

        return left == 0 && await DrainAsync(atMost => data.RemoveRestAsync(workspaceId, atMost, cancellationToken), until);
    }

    // Whether all is gone: the run's time may be over before.
    private async Task<bool> DrainAsync(Func<int, Task<bool>> remove, DateTimeOffset until)
    {
        while (clock.GetUtcNow() < until)
        {
            if (await remove(Batch)) return true;
        }

        return false;
    }
}
