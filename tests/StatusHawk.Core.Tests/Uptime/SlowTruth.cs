using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;
using Judge = StatusHawk.Core.Checks.Verdicts.Verdicts;

namespace StatusHawk.Core.Tests.Uptime;

/// <summary>Which verdict held at each second, asked at each second: too slow for anything but to say what is true.</summary>
internal static class SlowTruth
{
    /// <summary>One verdict for each second of the stretch.</summary>
    public static Verdict[] Of(RandomPast past)
    {
        // Nothing can be believed of the stretch when all that the log said in it is out of sight.
        var until = past.To + past.Options.LookBack(past.Monitor.LongestIntervalSince(past.From), past.Monitor.ConfirmAfter);
        var held = new Verdict[until.EpochSeconds - past.From.EpochSeconds + 1];
        var (first, end, begin) = (0, 0, 0);
        Judgement? before = null;
        for (var second = 0; second < held.Length; second++)
        {
            var now = past.From + TimeSpan.FromSeconds(second);
            var then = PlaceAt(past.Monitor, now);
            while (end < past.Log.Count && past.Log[end].Slot <= now) end++;
            while (first < end && past.Log[first].Slot < now - past.Options.LookBack(past.Monitor.LongestIntervalSince(new Slot(0)), then.ConfirmAfter)) first++;
            var judgement = Judge.Of(past.Log.Skip(first).Take(end - first), then, past.Options, now.Time);
            held[second] = judgement.Verdict;
            if (before is not null && judgement.Verdict != held[second - 1])
            {
                begin = second - SecondsBelievedLate(past.From, before, judgement, then, second, begin);
                Array.Fill(held, judgement.Verdict, begin, second - begin);
                while (begin > 0 && held[begin - 1] == judgement.Verdict) begin--;
            }

            before = judgement;
        }

        return held[..(int)(past.To.EpochSeconds - past.From.EpochSeconds)];
    }

    // Back to where the votes, each from when its run began, came to that verdict. Not knowing begins and ends when it does.
    private static int SecondsBelievedLate(Slot from, Judgement before, Judgement now, Monitor monitor, int second, int begin)
    {
        if (before.Verdict == Verdict.Unknown || now.Verdict == Verdict.Unknown || !before.Votes.Keys.SequenceEqual(now.Votes.Keys)) return 0;
        var back = 0;
        for (; second - back > begin; back++)
        {
            var at = from + TimeSpan.FromSeconds(second - back - 1);
            var votes = now.Votes.Select(vote => vote.Value.Value == before.Votes[vote.Key].Value || vote.Value.Since <= at ? vote.Value.Value : before.Votes[vote.Key].Value);
            if (Count([.. votes], monitor) != now.Verdict) break;
        }

        return back;
    }

    private static Verdict Count(VoteValue[] votes, Monitor monitor)
    {
        var fresh = votes.Count(vote => vote != VoteValue.None);
        if (fresh < monitor.Quorum.VotesToSpeak(votes.Length)) return Verdict.Unknown;
        var needed = monitor.Quorum.VotesNeeded(fresh, votes.Length);
        return votes.Count(vote => vote == VoteValue.Down) is var down && down >= needed ? Verdict.Down
            : down > 0 ? Verdict.Partial
            : votes.Count(vote => vote == VoteValue.Degraded) >= needed ? Verdict.Degraded
            : Verdict.Up;
    }

    /// <summary>The seconds of a timeline.</summary>
    public static Verdict[] Of(Timeline timeline)
    {
        var held = new Verdict[timeline.To.EpochSeconds - timeline.From.EpochSeconds];
        foreach (var span in timeline.Spans)
        {
            var at = (int)(span.From.EpochSeconds - timeline.From.EpochSeconds);
            Array.Fill(held, span.Verdict, at, held.Length - at);
        }

        return held;
    }

    /// <summary>Where two differ, for a person.</summary>
    public static string Difference(Verdict[] said, Verdict[] truth)
    {
        var first = Enumerable.Range(0, truth.Length).First(second => said[second] != truth[second]);
        return $"from second {first}, {Enumerable.Range(0, truth.Length).Count(second => said[second] != truth[second])} seconds: {said[first]} instead of {truth[first]}";
    }

    private static Monitor PlaceAt(Monitor monitor, Slot now)
    {
        foreach (var place in (monitor.FormerPlaces ?? []).OrderBy(place => place.Until))
        {
            if (now.Time < place.Until) return monitor with { Shard = place.Shard, IntervalSeconds = place.IntervalSeconds, Regions = place.Regions };
        }

        return monitor;
    }
}
