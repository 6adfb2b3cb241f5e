using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Core.Checks;

/// <summary>
/// Looks once a minute at what no message tells: regions that fell silent, commands and republications that got lost, monitors that are gone, incidents that
/// nobody follows any more. What must happen follows from state, so whatever process died at whatever line, this finds it.
/// </summary>
public sealed class Watchdog(
    MonitorDirectory monitors, LiveView view, RegionFreshness freshness, Evaluation evaluation, Publication publication,
    RegionAbilities abilities, Aftercare aftercare, IChangeFeed<StatusPage> pageChanges, IPageStore pages, VerdictOptions options, TimeProvider clock)
{
    private const int ShardsAtOnce = 16;
    private readonly HashSet<string> _unpublished = [];
    private IReadOnlyList<string>? _withoutPing;

    /// <summary>Incidents that still want something, and channels that wait to be told of those that are over, as the last run saw them; null before it.</summary>
    public (int Marks, int Untold)? Alerts { get; private set; }

    /// <summary>When a run last found everything done; null: none has.</summary>
    public DateTimeOffset? LastGood { get; private set; }

    /// <exception cref="AggregateException">Some shards, incidents or pages failed; all others were done, and the next run tries again.</exception>
    public async Task RunAsync(IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(TimeSpan.Zero, cancellationToken);
        await view.RefreshAsync(TimeSpan.Zero, cancellationToken);
        var now = clock.GetUtcNow();
        freshness.DropBefore(Slot.Of(now) - TimeSpan.FromDays(8));

        var failures = await ForEachAsync(FindSuspects(now), async shard =>
        {
            var evaluated = await evaluation.RunAsync(shard.WorkspaceId, shard.Shard, shard.MonitorIds, cancellationToken);
            await evaluated.Wants.MeetAsync(shard.WorkspaceId, orchestrations, evaluated.Changed, cancellationToken);
        }, cancellationToken);
        var (marks, untold) = (await aftercare.ListAsync(cancellationToken), 0);
        failures.AddRange(await ForEachAsync(marks, async incident =>
        {
            var channels = await aftercare.CareForAsync(incident, orchestrations, cancellationToken);
            Interlocked.Add(ref untold, channels);
        }, cancellationToken));
        Alerts = (marks.Count, untold);

        _unpublished.UnionWith(monitors.TakeChangedWorkspaces());
        _unpublished.UnionWith(view.TakeChangedWorkspaces());
        _unpublished.UnionWith((await pageChanges.ReadNewAsync(cancellationToken)).Select(page => page.WorkspaceId));
        failures.AddRange(await ForEachAsync([.. _unpublished], async workspaceId =>
        {
            await publication.RepublishAsync(workspaceId, cancellationToken);
            lock (_unpublished) _unpublished.Remove(workspaceId);
        }, cancellationToken));

        // What an earlier process had heard of regions holds until they are heard again.
        _withoutPing = abilities.WithoutPing(_withoutPing ?? (await pages.ReadHeartbeatAsync(cancellationToken))?.RegionsWithoutPing ?? []);
        await pages.WriteHeartbeatAsync(new PipelineHeartbeat(clock.GetUtcNow(), _withoutPing.Count > 0 ? _withoutPing : null), cancellationToken);
        if (failures.Count > 0) throw new AggregateException("The watchdog could not look at everything.", failures);
        LastGood = clock.GetUtcNow();
    }

    private List<Suspects> FindSuspects(DateTimeOffset now)
    {
        var all = monitors.All();
        var known = all.Select(monitor => monitor.Id).ToHashSet();
        var silentOrUnsettled = all
            .Where(monitor => view.Find(monitor.Id) is not { } live || !LiveStates.IsCalm(live, monitor) || IsSilent(monitor, now))
            .GroupBy(monitor => (monitor.WorkspaceId, monitor.Shard))
            .Select(shard => new Suspects(shard.Key.WorkspaceId, shard.Key.Shard, [.. shard.Select(monitor => monitor.Id)]));
        var gone = view.All()
            .Where(live => !known.Contains(live.MonitorId))
            .GroupBy(live => live.WorkspaceId)
            .Select(workspace => new Suspects(workspace.Key, Shard: null, [.. workspace.Select(live => live.MonitorId)]));
        return [.. silentOrUnsettled, .. gone];
    }

    private bool IsSilent(Monitor monitor, DateTimeOffset now)
    {
        var freshFrom = Slot.Of(now) - (monitor.Heartbeat is { } heartbeat ? heartbeat.Period + heartbeat.Grace : options.Freshness(monitor.IntervalSeconds));
        return monitor.Enabled && monitor.Regions.Any(region => !freshness.HasSince(monitor.Id, region, freshFrom));
    }

    private static async Task<List<Exception>> ForEachAsync<T>(IReadOnlyCollection<T> things, Func<T, Task> work, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        await Parallel.ForEachAsync(things, new ParallelOptions { MaxDegreeOfParallelism = ShardsAtOnce, CancellationToken = cancellationToken }, async (thing, _) =>
        {
            try
            {
                await work(thing);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                lock (failures) failures.Add(e);
            }
        });
        return failures;
    }
}

/// <summary>Monitors worth a look, of one shard; of none, when they are gone.</summary>
internal sealed record Suspects(string WorkspaceId, string? Shard, IReadOnlyCollection<string> MonitorIds);
