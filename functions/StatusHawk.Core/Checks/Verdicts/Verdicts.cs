using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>
/// The verdict on a monitor: a pure function of the recent log. The same observations in any order, twice or late give the same verdict, and the same
/// function replays the past.
/// </summary>
public static class Verdicts
{
    public static Judgement Of(IEnumerable<LogEntry> log, Monitor monitor, VerdictOptions options, DateTimeOffset now)
    {
        if (!monitor.Enabled) return new Judgement(Verdict.Paused, Slot.Of(monitor.UpdatedAt), new SortedDictionary<string, Vote>());

        return Of(VotesOf(log, monitor, options, now), monitor, Slot.Of(now));
    }

    /// <summary>What these votes come to.</summary>
    /// <param name="votes">One for each of the monitor's regions.</param>
    /// <param name="monitor">Enabled.</param>
    /// <param name="now">From when on nothing is known, if that is what they come to.</param>
    internal static Judgement Of(SortedDictionary<string, Vote> votes, Monitor monitor, Slot now)
    {
        var fresh = votes.Values.Count(vote => vote.Value != VoteValue.None);
        if (fresh < monitor.Quorum.VotesToSpeak(monitor.Regions.Count)) return new Judgement(Verdict.Unknown, now, votes);

        var needed = monitor.Quorum.VotesNeeded(fresh, monitor.Regions.Count);
        var down = Since(votes, value => value == VoteValue.Down);
        if (down.Length >= needed) return new Judgement(Verdict.Down, down[needed - 1], votes);
        if (down.Length > 0) return new Judgement(Verdict.Partial, down[0], votes);

        var degraded = Since(votes, value => value == VoteValue.Degraded);
        return degraded.Length >= needed
            ? new Judgement(Verdict.Degraded, degraded[needed - 1], votes)
            : new Judgement(Verdict.Up, Since(votes, value => value != VoteValue.None)[^1], votes);
    }

    /// <summary>From when on the log must be read for a verdict at that time.</summary>
    public static Slot ReadFrom(Monitor monitor, VerdictOptions options, DateTimeOffset now) =>
        Slot.Of(now) - options.LookBack(monitor.IntervalSeconds, monitor.ConfirmAfter);

    private static SortedDictionary<string, Vote> VotesOf(IEnumerable<LogEntry> log, Monitor monitor, VerdictOptions options, DateTimeOffset now)
    {
        var from = ReadFrom(monitor, options, now);

        // A slot of the far future is what a clock that once ran ahead left behind: it must not speak for the hours until it comes true.
        var upTo = Slot.Of(now) + Planner.Horizon;
        var freshFrom = Slot.Of(now) - options.Freshness(monitor.IntervalSeconds);
        var seen = log
            .Where(entry => entry.Slot >= from && entry.Slot <= upTo)
            .SelectMany(entry => entry.Results, (entry, result) => (entry, result))
            .Where(observation => observation.result.MonitorId == monitor.Id)
            .ToLookup(observation => observation.entry.Region);

        var votes = new SortedDictionary<string, Vote>(StringComparer.Ordinal);
        foreach (var region in monitor.Regions)
        {
            // An urgent observation is its round's herald: where both are there, the round speaks. An opinion is a check of its own.
            var newestFirst = seen[region]
                .GroupBy(observation => (observation.entry.Slot, IsOpinion: observation.entry.Kind == EntryKind.Opinion))
                .OrderByDescending(same => same.Key.Slot).ThenByDescending(same => same.Key.IsOpinion)
                .Select(same => new VotedResult(
                    same.Key.Slot,
                    WithExcerpt(
                    [
                        .. same.OrderBy(observation => observation.entry.Kind).ThenBy(observation => observation.entry.Part)

                            // A monitor that has just moved may have one of each shard.
                            .ThenBy(observation => observation.entry.Shard, StringComparer.Ordinal)
                            .Select(observation => observation.result),
                    ])));
            votes[region] = Votes.Of(newestFirst, monitor.ConfirmAfter, options, freshFrom);
        }

        return votes;
    }

    // The first speaks; what the answer looked like only the herald tells.
    private static CheckResult WithExcerpt(CheckResult[] same) =>
        same[0].Evidence is { Answer: null } evidence && Array.Find(same, result => result.Evidence?.Answer is not null)?.Evidence is { } herald && herald.Error == evidence.Error
            ? same[0] with { Evidence = evidence with { Answer = herald.Answer } }
            : same[0];

    private static Slot[] Since(SortedDictionary<string, Vote> votes, Func<VoteValue, bool> which) =>
        [.. votes.Values.Where(vote => which(vote.Value)).Select(vote => vote.Since!.Value).Order()];
}
