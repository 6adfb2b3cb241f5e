using System.Text.Json;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>
/// Makes history of the log: hours of each monitor, days of hours, and the overviews of both. All of it follows from the log, so it may be done again at any time,
/// by anyone, and in any order.
/// </summary>
public sealed class Compaction(
    ShardHistory shards, IHistoryStore history, MonitorDirectory monitors, Retention retention, Ledger ledger, IMessageQueues queues, Retrying retrying, TimeProvider clock)
{
    private const int WritesAtOnce = 16;

    // Days are summed up again at the end of each quarter, so that a chart of days needs six hours at most beside them.
    private const int QuarterSeconds = 6 * Hours.Seconds;

    public async Task RunAsync(RollUpRequest request, CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(TimeSpan.FromSeconds(5), cancellationToken);
        if (request.Span == RollUpSpan.Hour) await SumUpHourAsync(request.WorkspaceId, request.Shard, request.From, cancellationToken);
        else await CloseDayAsync(request.WorkspaceId, request.Shard, request.From, cancellationToken);
    }

    private async Task SumUpHourAsync(string workspaceId, string shard, Slot hour, CancellationToken cancellationToken)
    {
        if (!HistoryPlan.IsInSight(hour, clock.GetUtcNow())) return;
        var keep = await retention.OfAsync(workspaceId, cancellationToken);
        var shown = await history.ReadOverviewAsync(workspaceId, shard, RollUpSpan.Hour, cancellationToken);
        var (hours, changed, written, changedFrom) = await StoreHoursAsync(workspaceId, shard, hour, keep.Hours, cancellationToken);
        await ShowAsync(workspaceId, shard, RollUpSpan.Hour, shown, hours, keep.Hours, cancellationToken);

        // An hour that comes late, or comes out different, was missing in its day, or was different in it.
        var isLate = (hour + Hours.One + Hours.One).Time <= clock.GetUtcNow();
        var isQuarter = (hour.EpochSeconds + Hours.Seconds) % QuarterSeconds == 0;
        var stale = hours.Where(each => isQuarter || isLate || changed.Contains(each.MonitorId)).ToArray();
        var shownDays = stale.Length == 0 ? null : await history.ReadOverviewAsync(workspaceId, shard, RollUpSpan.Day, cancellationToken);
        var days = await StoreDaysAsync(stale, keep.Days, cancellationToken);
        await ShowAsync(workspaceId, shard, RollUpSpan.Day, shownDays, days, keep.Days, cancellationToken);
        if (HistoryPlan.IsOver(RollUpSpan.Day, Hours.DayOf(hour), clock.GetUtcNow())) await ledger.CloseAsync(workspaceId, days, cancellationToken);

        // What was believed late began before this hour.
        for (var each = changedFrom is { } since ? Hours.HourOf(since) : hour; each < hour; each += Hours.One) await AskAsync(each);

        // And a job whose last call is out of sight is judged by how the hour before ended.
        var next = hour + Hours.One;
        if (HistoryPlan.IsOver(RollUpSpan.Hour, next, clock.GetUtcNow()) && monitors.InShard(shard).Any(monitor => monitor.Heartbeat is not null && written.Contains(monitor.Id))) await AskAsync(next);

        Task AskAsync(Slot from) =>
            queues.SendAsync(Queues.RollUps, new RollUpRequest { Span = RollUpSpan.Hour, WorkspaceId = workspaceId, Shard = shard, From = from }, null, null, cancellationToken);
    }

    private async Task CloseDayAsync(string workspaceId, string shard, Slot day, CancellationToken cancellationToken)
    {
        var keep = await retention.OfAsync(workspaceId, cancellationToken);
        var members = monitors.InShard(shard).Where(monitor => monitor.WorkspaceId == workspaceId && Slot.Of(monitor.CreatedAt) < day + Hours.Day);
        var shown = await history.ReadOverviewAsync(workspaceId, shard, RollUpSpan.Day, cancellationToken);
        var days = await StoreDaysAsync([.. members.Select(monitor => monitor.Id)], day, keep.Days, cancellationToken);
        await ShowAsync(workspaceId, shard, RollUpSpan.Day, shown, days, keep.Days, cancellationToken);
        await ledger.CloseAsync(workspaceId, days, cancellationToken);
    }

    // The stored hour before the log that it is made of: whoever made one of a newer log then has a newer ETag. The first time there is none to read.
    private async Task<(IReadOnlyList<RollUp> Hours, IReadOnlySet<string> Changed, IReadOnlySet<string> Written, Slot? ChangedFrom)> StoreHoursAsync(
        string workspaceId, string shard, Slot hour, TimeSpan keep, CancellationToken cancellationToken)
    {
        var changed = new HashSet<string>();
        var written = new HashSet<string>();
        var done = new Dictionary<string, RollUp>();
        IReadOnlyList<SummedUp> summed = [];
        return await retrying.WhenOvertakenAsync(TryAsync, $"The hours of shard {shard} kept changing while they were written.", cancellationToken);

        async Task<Tried<(IReadOnlyList<RollUp>, IReadOnlySet<string>, IReadOnlySet<string>, Slot?)>> TryAsync()
        {
            Dictionary<string, Stored<RollUp>?> stored = [];
            foreach (var monitorId in summed.Select(each => each.Hour.MonitorId).Where(id => !done.ContainsKey(id)))
                stored[monitorId] = await history.ReadAsync(monitorId, RollUpSpan.Hour, hour, cancellationToken);

            summed = await shards.SumUpAsync(workspaceId, shard, hour, cancellationToken);
            await Parallel.ForEachAsync(
                summed.Where(each => !done.ContainsKey(each.Hour.MonitorId) && each.Hour.Time != new VerdictTime()),
                new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellationToken },
                async (each, token) =>
                {
                    var before = stored.GetValueOrDefault(each.Hour.MonitorId);
                    var same = before is not null && IsSame(before.Value, each.Hour);
                    if (!same && !await history.TryWriteAsync(each.Hour, before?.ETag, keep, token)) return;
                    lock (done)
                    {
                        done[each.Hour.MonitorId] = each.Hour;
                        if (!same) written.Add(each.Hour.MonitorId);
                        if (before is not null && !same) changed.Add(each.Hour.MonitorId);
                    }
                });
            return summed.All(each => done.ContainsKey(each.Hour.MonitorId) || each.Hour.Time == new VerdictTime())
                ? Tried.Done<(IReadOnlyList<RollUp>, IReadOnlySet<string>, IReadOnlySet<string>, Slot?)>(([.. done.Values], changed, written, summed.Min(each => each.ChangedFrom)))
                : default;
        }
    }

    private Task<IReadOnlyList<RollUp>> StoreDaysAsync(IReadOnlyCollection<RollUp> hours, TimeSpan keep, CancellationToken cancellationToken) => hours.Count == 0
        ? Task.FromResult<IReadOnlyList<RollUp>>([])
        : StoreDaysAsync([.. hours.Select(each => each.MonitorId)], Hours.DayOf(hours.First().From), keep, cancellationToken);

    private async Task<IReadOnlyList<RollUp>> StoreDaysAsync(IReadOnlyCollection<string> monitorIds, Slot day, TimeSpan keep, CancellationToken cancellationToken)
    {
        var days = new List<RollUp>();
        await Parallel.ForEachAsync(monitorIds, new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellationToken }, async (monitorId, token) =>
        {
            if (await StoreDayAsync(monitorId, day, keep, token) is not { } stored) return;
            lock (days) days.Add(stored);
        });
        return days;
    }

    private Task<RollUp?> StoreDayAsync(string monitorId, Slot day, TimeSpan keep, CancellationToken cancellationToken) =>
        retrying.WhenOvertakenAsync<RollUp?>(
            async () =>
            {
                var before = await history.ReadAsync(monitorId, RollUpSpan.Day, day, cancellationToken);
                var hours = await history.ListAsync(monitorId, RollUpSpan.Hour, day, day + Hours.Day, cancellationToken);

                // Hours that are kept for a shorter time than the day is open to correction would make a day of what is left of it.
                if (hours.Count == 0) return Tried.Done(before?.Value);
                var next = RollUp.Sum(hours, RollUpSpan.Day, day);
                if (before is not null && IsSame(before.Value, next)) return Tried.Done<RollUp?>(next);
                return await history.TryWriteAsync(next, before?.ETag, keep, cancellationToken) ? Tried.Done<RollUp?>(next) : default;
            },
            $"The day {day} of {monitorId} kept changing while it was written.",
            cancellationToken);

    // The overview as it was before the roll-ups were made: whoever showed newer ones has a newer ETag, and what is stored by then is read again.
    private async Task ShowAsync(
        string workspaceId, string shard, RollUpSpan span, Stored<Overview>? before, IReadOnlyList<RollUp> rollUps, TimeSpan keep, CancellationToken cancellationToken)
    {
        if (rollUps.Count == 0) return;
        await ShowInShardAsync(workspaceId, shard, span, before, rollUps, keep, cancellationToken);

        // Those that have moved since are shown where they are now.
        var here = monitors.InShard(shard).Select(monitor => monitor.Id).ToHashSet();
        foreach (var gone in rollUps.Where(rollUp => !here.Contains(rollUp.MonitorId)))
        {
            if (await monitors.FindAsync(workspaceId, gone.MonitorId, cancellationToken) is not { Deleted: false } monitor || monitor.Shard == shard) continue;
            before = await history.ReadOverviewAsync(workspaceId, monitor.Shard, span, cancellationToken);
            await ShowInShardAsync(workspaceId, monitor.Shard, span, before, await AsStoredAsync([gone], cancellationToken), keep, cancellationToken);
        }
    }

    private async Task ShowInShardAsync(
        string workspaceId, string shard, RollUpSpan span, Stored<Overview>? before, IReadOnlyList<RollUp> rollUps, TimeSpan keep, CancellationToken cancellationToken)
    {
        var isFirst = true;
        await retrying.WhenOvertakenAsync(TryAsync, $"The overview of shard {shard} kept changing while it was written.", cancellationToken);

        async Task<Tried<bool>> TryAsync()
        {
            if (!isFirst)
            {
                before = await history.ReadOverviewAsync(workspaceId, shard, span, cancellationToken);
                rollUps = await AsStoredAsync(rollUps, cancellationToken);
            }

            isFirst = false;
            var rows = new SortedDictionary<string, OverviewRow>(StringComparer.Ordinal);
            foreach (var monitor in monitors.InShard(shard))
            {
                var known = before?.Value.Monitors.GetValueOrDefault(monitor.Id);
                var news = rollUps.Where(rollUp => rollUp.MonitorId == monitor.Id).ToArray();
                if (known is null && news.Length > 0) news = [.. await PastAsync(monitor, span, news[0].From, cancellationToken), .. news];
                if (known is not null || news.Length > 0) rows[monitor.Id] = OverviewRow.Of(known, span, news);
            }

            var isNew = before is null ? rows.Count > 0 : rows.Count != before.Value.Monitors.Count || rows.Any(row => !row.Value.SaysTheSameAs(before.Value.Monitors.GetValueOrDefault(row.Key)));
            var next = new Overview { WorkspaceId = workspaceId, Shard = shard, Span = span, Monitors = rows };
            return !isNew || await history.TryWriteOverviewAsync(next, before?.ETag, keep, cancellationToken) ? Tried.Done(true) : Tried<bool>.Overtaken;
        }
    }

    private async Task<IReadOnlyList<RollUp>> AsStoredAsync(IReadOnlyList<RollUp> rollUps, CancellationToken cancellationToken)
    {
        var stored = new List<RollUp>(rollUps.Count);
        foreach (var rollUp in rollUps) stored.Add((await history.ReadAsync(rollUp.MonitorId, rollUp.Span, rollUp.From, cancellationToken))?.Value ?? rollUp);
        return stored;
    }

    // One that has come from another shard brings its past along.
    private async Task<IReadOnlyList<RollUp>> PastAsync(Monitor monitor, RollUpSpan span, Slot before, CancellationToken cancellationToken) =>
        monitor.FormerPlaces is null && Slot.Of(monitor.CreatedAt) >= before
            ? []
            : await history.ListAsync(monitor.Id, span, before - (Overview.ShownOf(span) * Hours.LengthOf(span)), before, cancellationToken);

    private static bool IsSame(RollUp left, RollUp right) =>
        JsonSerializer.Serialize(left, StatusHawkJson.Options) == JsonSerializer.Serialize(right, StatusHawkJson.Options);
}
