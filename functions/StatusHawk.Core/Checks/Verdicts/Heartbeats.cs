using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>
/// The verdict on a heartbeat monitor, whose target calls instead of being asked: a pure function of the calls in the log. It is down when the job said that it
/// failed, when no call came within period and grace of the last one, or when a job that said that it starts did not end within the grace.
/// </summary>
/// <remarks>
/// A call that found nobody at home is no outage of the job. So lateness is believed only when the installation's own calls, made every 20 seconds along the same
/// way, came through all the time at which the job's was due, and once since.
/// </remarks>
public static class Heartbeats
{
    /// <summary>The shard of the installation's own calls.</summary>
    public const string SelfShard = "inbound";

    /// <summary>Between two of the installation's own calls: longer than this, and a job's call may have been lost.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(50);

    // A job may call a little early.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>How long after a deadline an own call may be missing before nothing can be said any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int MaxExcuses = 3;

    /// <summary>From when on the log must be read.</summary>
    public static Slot ReadFrom(HeartbeatTarget target, DateTimeOffset now) => Slot.Of(now) - (2 * target.Period) - target.Grace - Early - Patience;

    /// <summary>From when on the installation's own calls matter; null while nothing is late, or already known to be.</summary>
    public static Slot? OwnCallsFrom(IEnumerable<LogEntry> log, Monitor monitor, LiveState? before, DateTimeOffset now) =>
        Newest(log, monitor) is { Outcome: not Outcome.Down } newest && Due(newest, monitor, 0) is var (due, deadline) && now > deadline && !IsKnownDown(newest, before)
            ? Slot.Of(due - EarlyOf(monitor))
            : null;

    /// <summary>The same for a stretch of the past: lateness within it began with a call that was due a grace earlier at most.</summary>
    public static Slot OwnCallsBefore(HeartbeatTarget target, Slot from) => from - target.Grace - Early - LongestSilence;

    /// <param name="log">The calls of the monitor's shard.</param>
    /// <param name="ownCalls">The installation's own, since <see cref="OwnCallsFrom"/>; null where it makes none.</param>
    /// <param name="monitor">A heartbeat.</param>
    /// <param name="before">What held before; null: nothing yet.</param>
    /// <param name="now">When it is judged.</param>
    public static Judgement Of(IEnumerable<LogEntry> log, IReadOnlyCollection<Slot>? ownCalls, Monitor monitor, LiveState? before, DateTimeOffset now)
    {
        if (!monitor.Enabled) return new Judgement(Verdict.Paused, Slot.Of(monitor.UpdatedAt), new SortedDictionary<string, Vote>());
        var vote = VoteOf(log, ownCalls, monitor, before, now);
        var verdict = vote.Value switch
        {
            VoteValue.Up => Verdict.Up,
            VoteValue.Down => Verdict.Down,
            _ => Verdict.Unknown,
        };
        return new Judgement(verdict, vote.Since ?? Slot.Of(now), new SortedDictionary<string, Vote> { [HeartbeatTarget.Region] = vote });
    }

    private static Vote VoteOf(IEnumerable<LogEntry> log, IReadOnlyCollection<Slot>? ownCalls, Monitor monitor, LiveState? before, DateTimeOffset now)
    {
        if (Newest(log, monitor) is not { } newest)
        {
            // One that has never called is waited for. One whose last call is out of sight is late by any account.
            return before?.Votes.GetValueOrDefault(HeartbeatTarget.Region) is { Vote: not VoteValue.None } known && before.Verdict != Verdict.Paused
                ? new Vote(VoteValue.Down, Slot.Of(known.Vote == VoteValue.Down ? known.Since ?? now : now), Missed(monitor))
                : Vote.None;
        }

        if (newest.Outcome == Outcome.Down) return new Vote(VoteValue.Down, newest.Slot, newest.Evidence);
        var up = new Vote(VoteValue.Up, newest.Slot);
        for (var excuses = 0; excuses <= MaxExcuses; excuses++)
        {
            var (due, deadline) = Due(newest, monitor, excuses);
            if (now <= deadline) return up;
            if (ownCalls is not null && !IsKnownDown(newest, before))
            {
                if (!ownCalls.Any(slot => slot.Time > deadline)) return now > deadline + Patience ? Vote.None : up;
                if (!Covers(ownCalls, due - EarlyOf(monitor), deadline)) continue;
            }

            return new Vote(VoteValue.Down, Slot.Of(deadline), newest.Outcome == Outcome.Inconclusive ? NotEnded(monitor) : Missed(monitor));
        }

        return Vote.None;
    }

    /// <summary>When the next call is due after this one, and when it is late; a period later for each time that it may have been lost on the way.</summary>
    private static (DateTimeOffset Due, DateTimeOffset Deadline) Due(Call newest, Monitor monitor, int excuses)
    {
        var target = monitor.Heartbeat!;

        // A change of the monitor, its resumption too, begins the waiting anew.
        var since = newest.Slot.Time > monitor.UpdatedAt ? newest.Slot.Time : monitor.UpdatedAt;
        var due = since + (newest.Outcome == Outcome.Inconclusive ? TimeSpan.Zero : target.Period) + (excuses * target.Period);
        return (due, due + target.Grace);
    }

    // Late already: what followed the deadline has been looked at, and no call has come since.
    private static bool IsKnownDown(Call newest, LiveState? before) =>
        before?.Votes.GetValueOrDefault(HeartbeatTarget.Region) is { Vote: VoteValue.Down, Since: { } since } && newest.Slot.Time < since;

    private static bool Covers(IReadOnlyCollection<Slot> ownCalls, DateTimeOffset from, DateTimeOffset to)
    {
        var last = from;
        foreach (var call in ownCalls.Order().Select(slot => slot.Time).Where(time => time >= from && time <= to).Append(to))
        {
            if (call - last > LongestSilence) return false;
            last = call;
        }

        return true;
    }

    private static Call? Newest(IEnumerable<LogEntry> log, Monitor monitor) => log
        .Where(entry => entry.Kind == EntryKind.Ping)
        .SelectMany(entry => entry.Results.Where(result => result.MonitorId == monitor.Id), (entry, result) => new Call(entry.Slot, entry.Part, result.Outcome, result.Evidence))

        // In one moment a job may start and end; a failure is the last word.
        .OrderBy(call => call.Slot).ThenBy(call => call.Tenth).ThenBy(call => call.Outcome == Outcome.Inconclusive ? 0 : call.Outcome == Outcome.Up ? 1 : 2)
        .LastOrDefault();

    private static TimeSpan EarlyOf(Monitor monitor) => monitor.Heartbeat!.Period / 2 < Early ? monitor.Heartbeat.Period / 2 : Early;

    private static Evidence Missed(Monitor monitor) => new()
    {
        Error = ErrorClass.Missed,
        Message = $"No call came within {Duration.Words(monitor.Heartbeat!.Period)} and {Duration.Words(monitor.Heartbeat.Grace)} of grace.",
    };

    private static Evidence NotEnded(Monitor monitor) => new()
    {
        Error = ErrorClass.Missed,
        Message = $"The job said that it starts, and not within {Duration.Words(monitor.Heartbeat!.Grace)} that it ended.",
    };

    private sealed record Call(Slot Slot, int Tenth, Outcome Outcome, Evidence? Evidence);
}
