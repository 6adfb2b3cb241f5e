using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>Reads the log of a shard for a stretch of the past, and sums it up for its monitors.</summary>
public sealed class ShardHistory(ICheckLog log, IHistoryStore history, MonitorDirectory monitors, SelfCall self, VerdictOptions options)
{
    /// <summary>What became of the monitors that a shard has, and of those that it had then, in an hour. Deleted ones are left out.</summary>
    /// <param name="workspaceId">The shard's workspace.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="hour">Where the hour begins.</param>
    /// <param name="to">Its end, or now if it is not over.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public async Task<IReadOnlyList<SummedUp>> SumUpAsync(string workspaceId, string shard, Slot hour, Slot to, CancellationToken cancellationToken)
    {
        var members = monitors.InShard(shard).Where(monitor => monitor.WorkspaceId == workspaceId).ToList();
        var logs = new Dictionary<string, IReadOnlyList<LogEntry>>();
        var (from, upTo) = ReadRange(members, hour, to);
        logs[shard] = await log.ReadAsync(shard, from, upTo, cancellationToken);

        var known = members.Select(monitor => monitor.Id).ToHashSet();
        foreach (var id in logs[shard].Where(entry => entry.Slot >= hour && entry.Slot < to).SelectMany(entry => entry.Results).Select(result => result.MonitorId).Where(known.Add))
        {
            if (await monitors.FindAsync(workspaceId, id, cancellationToken) is { Deleted: false } moved) members.Add(moved);
        }

        return await SumUpAsync(members, logs, hour, to, cancellationToken);
    }

    /// <summary>What became of one monitor in an hour.</summary>
    public async Task<SummedUp> SumUpAsync(Monitor monitor, Slot hour, Slot to, CancellationToken cancellationToken) =>
        (await SumUpAsync([monitor], [], hour, to, cancellationToken)).Single();

    private async Task<IReadOnlyList<SummedUp>> SumUpAsync(
        IReadOnlyList<Monitor> members, Dictionary<string, IReadOnlyList<LogEntry>> logs, Slot hour, Slot to, CancellationToken cancellationToken)
    {
        var (from, upTo) = ReadRange(members, hour, to);
        foreach (var shard in members.SelectMany(monitor => monitor.ShardsSince(from)).Distinct().Where(shard => !logs.ContainsKey(shard)).ToArray())
            logs[shard] = await log.ReadAsync(shard, from, upTo, cancellationToken);

        var own = members.ToDictionary(monitor => monitor.Id, _ => new List<LogEntry>());
        foreach (var entry in logs.Values.SelectMany(entries => entries).OrderBy(entry => entry.Slot))
        {
            foreach (var result in entry.Results)
            {
                if (own.TryGetValue(result.MonitorId, out var entries)) entries.Add(entry with { Results = [result] });
            }
        }

        var summed = new List<SummedUp>(members.Count);
        foreach (var monitor in members)
        {
            var stretch = HourRollUps.Stretch(monitor, hour, to);
            var timeline = monitor.Heartbeat is null
                ? Replay.Of(own[monitor.Id], monitor, options, stretch.From, stretch.To)
                : await ReplayHeartbeatAsync(own[monitor.Id], monitor, stretch.From, stretch.To, cancellationToken);
            summed.Add(new SummedUp(HourRollUps.Of(timeline, own[monitor.Id], monitor), timeline.ChangedFrom));
        }

        return summed;
    }

    private async Task<Timeline> ReplayHeartbeatAsync(IReadOnlyList<LogEntry> calls, Monitor monitor, Slot from, Slot to, CancellationToken cancellationToken)
    {
        // A job whose last call is out of sight was judged when it was still in sight.
        var before = calls.Any(call => call.Slot <= from) || from >= to
            ? null
            : (await history.ReadAsync(monitor.Id, RollUpSpan.Hour, Hours.HourOf(from) - Hours.One, cancellationToken))?.Value.Ends;
        var timeline = Replay.OfHeartbeat(calls, ownCalls: null, monitor, before, from, to);
        if (!self.IsMade || timeline.Spans.All(span => span.Verdict == Verdict.Up)) return timeline;

        var ownCalls = await log.ReadAsync(Heartbeats.SelfShard, Heartbeats.OwnCallsBefore(monitor.Heartbeat!, from), to, cancellationToken);
        return Replay.OfHeartbeat(calls, [.. ownCalls.Select(call => call.Slot)], monitor, before, from, to);
    }

    private (Slot From, Slot To) ReadRange(IReadOnlyCollection<Monitor> members, Slot hour, Slot to) => members.Count == 0
        ? (hour, to)
        : (members.Select(monitor => Replay.ReadFrom(monitor, options, hour)).Min(), members.Select(monitor => Replay.ReadTo(monitor, options, to)).Max());
}

/// <summary>What became of a monitor.</summary>
/// <param name="Hour">In an hour.</param>
/// <param name="ChangedFrom">See <see cref="Timeline"/>.</param>
public sealed record SummedUp(RollUp Hour, Slot? ChangedFrom);
