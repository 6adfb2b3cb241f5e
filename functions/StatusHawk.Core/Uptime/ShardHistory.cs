using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>Sums up an hour of a shard's log for all of its monitors.</summary>
public sealed class ShardHistory(ICheckLog log, MonitorLogs logs, IHistoryStore history, MonitorDirectory monitors, SelfCall self, VerdictOptions options)
{
    /// <summary>What became of the monitors that a shard has, and of those that it had then, in an hour. Deleted ones are left out.</summary>
    /// <param name="workspaceId">The shard's workspace.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="hour">Where the hour begins.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public async Task<IReadOnlyList<SummedUp>> SumUpAsync(string workspaceId, string shard, Slot hour, CancellationToken cancellationToken)
    {
        var end = hour + Hours.One;
        var members = monitors.InShard(shard).Where(monitor => monitor.WorkspaceId == workspaceId).ToList();
        var own = await logs.ReadAsync(shard, members, hour, end, cancellationToken);
        var ownCount = members.Count;
        var known = members.Select(monitor => monitor.Id).ToHashSet();
        foreach (var id in own.Where(entry => entry.Slot >= hour && entry.Slot < end).SelectMany(entry => entry.Results).Select(result => result.MonitorId).Where(known.Add))
        {
            if (await monitors.FindAsync(workspaceId, id, cancellationToken) is { Deleted: false } moved) members.Add(moved);
        }

        // Those may need more of the log than the shard's own: what they are said to have been must not depend on which of their shards asks.
        var isAll = members.Count == ownCount;
        var entries = await logs.ReadAsync(members, hour, end, isAll ? new() { [shard] = own } : [], cancellationToken);
        var summed = new List<SummedUp>(members.Count);
        foreach (var monitor in members)
        {
            var (from, to) = HourRollUps.Stretch(monitor, hour, end);
            var timeline = monitor.Heartbeat is null
                ? Replay.Of(entries[monitor.Id], monitor, options, from, to)
                : await ReplayHeartbeatAsync(entries[monitor.Id], monitor, from, to, cancellationToken);
            summed.Add(new SummedUp(HourRollUps.Of(timeline, entries[monitor.Id], monitor), timeline.ChangedFrom));
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

        var ownCalls = await log.ReadAsync(Heartbeats.SelfShard, Replay.OwnCallsFrom(calls, monitor, from), to + Replay.Settling, cancellationToken);
        return Replay.OfHeartbeat(calls, [.. ownCalls.Select(call => call.Slot)], monitor, before, from, to);
    }
}

/// <summary>What became of a monitor.</summary>
/// <param name="Hour">In an hour.</param>
/// <param name="ChangedFrom">See <see cref="Timeline"/>.</param>
public sealed record SummedUp(RollUp Hour, Slot? ChangedFrom);
