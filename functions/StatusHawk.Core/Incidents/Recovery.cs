using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Incidents;

/// <summary>When an outage is over.</summary>
public static class Recovery
{
    /// <summary>
    /// The quorum for down no longer holds, and more than half of the regions that have a say are up. Each region's vote turns up after
    /// <see cref="VerdictOptions.RecoverAfter"/> slots, so this holds when they have been for that long.
    /// </summary>
    public static bool IsOver(LiveState live, Monitor monitor)
    {
        var votes = live.Votes.Where(vote => monitor.Regions.Contains(vote.Key)).Select(vote => vote.Value.Vote).ToArray();
        var fresh = votes.Count(vote => vote != VoteValue.None);
        return fresh >= monitor.Quorum.VotesToSpeak(monitor.Regions.Count)
            && votes.Count(vote => vote == VoteValue.Down) < monitor.Quorum.VotesNeeded(fresh, monitor.Regions.Count)
            && votes.Count(vote => vote == VoteValue.Up) * 2 > fresh;
    }

    /// <summary>How long a failing monitor must be up, or one that was resolved by hand must stay down, before that is believed.</summary>
    public static TimeSpan Takes(Monitor monitor, VerdictOptions options) => TimeSpan.FromSeconds((double)monitor.IntervalSeconds * options.RecoverAfter);
}
