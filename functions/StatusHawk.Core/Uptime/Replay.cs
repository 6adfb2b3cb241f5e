using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>
/// Judges the past with the very function that judges the present: at every instant at which something was observed, or grew too old to count. A vote holds
/// from the slot at which its run began, also when it was believed later, and a verdict from when the votes came to it; only what ends or begins not knowing is
/// never dated back.
/// </summary>
public static class Replay
{
    /// <summary>How long after an hour's end it is summed up: time enough for late messages, and for a failure to be believed.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    /// <summary>What was observed less than this before could not be counted on to be in the log by then: where it is believed, the hour before is asked for again.</summary>
    public static readonly TimeSpan Underway = TimeSpan.FromMinutes(2);

    /// <summary>From when on the log must be read to know a stretch of the past.</summary>
    public static Slot ReadFrom(Monitor monitor, VerdictOptions options, Slot from) =>
        monitor.Heartbeat is { } heartbeat ? Heartbeats.ReadFrom(heartbeat, from.Time) : from - options.LookBack(monitor.LongestIntervalSince(from), monitor.ConfirmAfter);

    /// <summary>And up to when: a failure that begins in the stretch may be believed after it, for as long as it is in sight.</summary>
    public static Slot ReadTo(Monitor monitor, VerdictOptions options, Slot to) => to + options.LookBack(monitor.LongestIntervalSince(to), monitor.ConfirmAfter);

    /// <param name="log">The monitor's entries from <see cref="ReadFrom"/> to <see cref="ReadTo"/>, with its own result only, sorted by slot.</param>
    /// <param name="monitor">Not a heartbeat. Whether it is enabled now says nothing of then.</param>
    /// <param name="options">Those that verdicts are made with.</param>
    /// <param name="from">Where the stretch begins.</param>
    /// <param name="to">Where it ends.</param>
    public static Timeline Of(IReadOnlyList<LogEntry> log, Monitor monitor, VerdictOptions options, Slot from, Slot to)
    {
        if (from >= to) return new Timeline(from, to, [], ChangedFrom: null);
        if (IsUpThroughout(log, monitor, options, from, to)) return new Timeline(from, to, [new(from, Verdict.Up)], ChangedFrom: null);

        var enabled = monitor with { Enabled = true };
        var lookBack = options.LookBack(monitor.LongestIntervalSince(from), monitor.ConfirmAfter);

        // What may be silence after the newest entry is no reason to change what was before it.
        var until = log.Count > 0 && log[^1].Slot > to ? log[^1].Slot : to;
        var instants = new SortedSet<Slot>(Instants(log, monitor, options).Where(slot => slot > from && slot <= until));
        var spans = new SpanList(from);
        Judgement? before = null;
        var (first, end) = (0, 0);
        foreach (var instant in instants.Prepend(from))
        {
            while (end < log.Count && log[end].Slot <= instant) end++;
            while (first < end && log[first].Slot < instant - lookBack) first++;
            var then = enabled.AsOf(instant);
            var judgement = Verdicts.Of(Range(log, first, end), then, options, instant.Time);
            spans.Take(judgement.Verdict, before is null ? instant : Since(before, judgement, then, instant), instant);
            before = judgement;
        }

        return spans.ToTimeline(to);
    }

    /// <summary>The same of a heartbeat, looked at each minute as the watchdog does, and whenever it called.</summary>
    /// <param name="log">The monitor's calls, sorted by slot.</param>
    /// <param name="ownCalls">The installation's own; null where it makes none.</param>
    /// <param name="monitor">A heartbeat.</param>
    /// <param name="before">How the time before ended, for a job whose last call is out of sight.</param>
    /// <param name="from">Where the stretch begins.</param>
    /// <param name="to">Where it ends.</param>
    public static Timeline OfHeartbeat(
        IReadOnlyList<LogEntry> log, IReadOnlyCollection<Slot>? ownCalls, Monitor monitor, Verdict? before, Slot from, Slot to)
    {
        if (from >= to) return new Timeline(from, to, [], ChangedFrom: null);

        // Lateness that began in the stretch may wait for an own call that came after it.
        var until = to + Heartbeats.Patience + TimeSpan.FromMinutes(1);
        var minutes = Enumerable.Range(0, (int)((until.EpochSeconds - from.EpochSeconds) / 60) + 1).Select(minute => from + TimeSpan.FromMinutes(minute));
        var instants = new SortedSet<Slot>(log.Select(entry => entry.Slot).Concat(minutes).Where(slot => slot > from && slot <= until));
        var spans = new SpanList(from);
        var live = before is Verdict.Down or Verdict.Up ? Remembered(monitor, before.Value, from) : null;
        foreach (var instant in instants.Prepend(from))
        {
            var then = AsWaitedFor(monitor, instant);
            if (monitor.Pauses?.Any(pause => pause.From <= instant.Time && instant.EpochSeconds < pause.EndsBefore(until)) == true) live = null;
            var judgement = Heartbeats.Of(log.TakeWhile(entry => entry.Slot <= instant), ownCalls?.Where(call => call <= instant).ToArray(), then, live, instant.Time);
            live = LiveStates.After(live, then, judgement);
            spans.Take(judgement.Verdict, judgement.Since, instant);
        }

        return spans.ToTimeline(to);
    }

    /// <summary>From when on the installation's own calls are needed for that.</summary>
    /// <param name="log">The monitor's calls, sorted by slot.</param>
    /// <param name="monitor">A heartbeat.</param>
    /// <param name="from">Where the stretch begins.</param>
    public static Slot OwnCallsFrom(IReadOnlyList<LogEntry> log, Monitor monitor, Slot from)
    {
        var recent = Heartbeats.OwnCallsBefore(monitor.Heartbeat!, from);
        var late = Heartbeats.OwnCallsFrom(log.TakeWhile(entry => entry.Slot <= from), AsWaitedFor(monitor, from), null, from.Time);
        return late < recent ? late.Value : recent;
    }

    // The waiting began anew with what is known of its changes: its last one, and each time that it went on after a pause or in another place.
    private static Monitor AsWaitedFor(Monitor monitor, Slot then) => monitor with
    {
        Enabled = true,
        UpdatedAt = (monitor.Pauses ?? []).Select(pause => pause.Until).OfType<DateTimeOffset>()
            .Concat((monitor.FormerPlaces ?? []).Select(place => place.Until))
            .Append(monitor.UpdatedAt)
            .Where(change => change <= then.Time)
            .Append(monitor.CreatedAt)
            .Max(),
    };

    /// <summary>Nothing but good answers, none of them longer ago than a vote may be: most hours of most monitors, for the price of a look.</summary>
    private static bool IsUpThroughout(IReadOnlyList<LogEntry> log, Monitor monitor, VerdictOptions options, Slot from, Slot to)
    {
        if (monitor.FormerPlaces?.Any(place => Slot.Of(place.Until) >= ReadFrom(monitor, options, from)) == true) return false;
        var freshness = options.Freshness(monitor.IntervalSeconds);
        var newest = monitor.Regions.ToDictionary(region => region, _ => from - freshness - TimeSpan.FromSeconds(1));
        foreach (var entry in log)
        {
            if (entry.Results[0].Outcome != Outcome.Up) return false;
            if (!newest.TryGetValue(entry.Region, out var before)) continue;
            if (entry.Slot > from && before + freshness < entry.Slot - TimeSpan.FromSeconds(1)) return false;
            newest[entry.Region] = entry.Slot;
        }

        return newest.Values.All(slot => slot + freshness >= to);
    }

    // A verdict may change with an observation, as one stops to be fresh, as one is out of sight, and with a move, from the first full second on.
    private static IEnumerable<Slot> Instants(IReadOnlyList<LogEntry> log, Monitor monitor, VerdictOptions options)
    {
        var places = monitor.FormerPlaces ?? [];
        TimeSpan[] ages =
        [
            .. places.Select(place => place.IntervalSeconds).Append(monitor.IntervalSeconds).Distinct()
                .SelectMany(interval => new[] { options.Freshness(interval), options.LookBack(interval, monitor.ConfirmAfter) })
                .Select(age => age + TimeSpan.FromSeconds(1))
                .Append(TimeSpan.Zero),
        ];
        return log.SelectMany(_ => ages, (entry, age) => entry.Slot + age).Concat(places.Select(place => Slot.Of(place.Until.AddSeconds(1).AddTicks(-1))));
    }

    /// <summary>From when on the votes that have changed come to the new verdict. A vote that fell silent, and one of a region that came or went, changed just now.</summary>
    private static Slot Since(Judgement before, Judgement judgement, Monitor monitor, Slot instant)
    {
        if (judgement.Verdict == before.Verdict || judgement.Votes.Count != before.Votes.Count || !judgement.Votes.Keys.All(before.Votes.ContainsKey)) return instant;
        var votes = new SortedDictionary<string, Vote>(judgement.Votes.ToDictionary(), StringComparer.Ordinal);
        var since = instant;
        foreach (var changed in judgement.Votes.Where(vote => vote.Value.Value != before.Votes[vote.Key].Value).GroupBy(vote => vote.Value.Since ?? instant).OrderByDescending(same => same.Key))
        {
            if (Verdicts.Of(votes, monitor, instant).Verdict != judgement.Verdict) return since;
            since = changed.Key;
            foreach (var vote in changed) votes[vote.Key] = before.Votes[vote.Key];
        }

        return since;
    }

    private static LiveState Remembered(Monitor monitor, Verdict verdict, Slot from) => new()
    {
        MonitorId = monitor.Id,
        WorkspaceId = monitor.WorkspaceId,
        Verdict = verdict,
        Since = from.Time,
        Votes = new Dictionary<string, LiveVote> { [HeartbeatTarget.Region] = new(verdict == Verdict.Down ? VoteValue.Down : VoteValue.Up, from.Time) },
    };

    private static IEnumerable<LogEntry> Range(IReadOnlyList<LogEntry> log, int first, int end)
    {
        for (var i = first; i < end; i++) yield return log[i];
    }

    private sealed class SpanList(Slot from)
    {
        private readonly List<TimelineSpan> _spans = [];
        private Slot? _changedFrom;

        public void Take(Verdict verdict, Slot believed, Slot instant)
        {
            if (_spans.Count == 0)
            {
                _spans.Add(new(from, verdict));
                return;
            }

            var last = _spans[^1];
            if (verdict == last.Verdict) return;
            var since = verdict == Verdict.Unknown || last.Verdict == Verdict.Unknown || believed > instant ? instant : believed;
            if (since < from && instant > from + Settling - Underway && (_changedFrom is null || since < _changedFrom)) _changedFrom = since;
            if (since <= last.From) _spans.RemoveAt(_spans.Count - 1);
            if (_spans.Count == 0 || _spans[^1].Verdict != verdict) _spans.Add(new(since > last.From ? since : last.From, verdict));
        }

        public Timeline ToTimeline(Slot to) => new(from, to, [.. _spans.Where(span => span.From < to)], _changedFrom);
    }
}
