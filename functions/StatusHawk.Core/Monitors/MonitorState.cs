using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Monitors;

/// <summary>What is shown of a monitor, wherever it is shown: what was judged, unless a person's switch says otherwise.</summary>
/// <param name="Verdict">What holds.</param>
/// <param name="Since">Since when.</param>
/// <param name="Votes">By region; of the monitor's present regions only.</param>
public sealed record MonitorState(Verdict Verdict, DateTimeOffset Since, IReadOnlyDictionary<string, LiveVote> Votes)
{
    private static readonly Dictionary<string, LiveVote> NoVotes = [];

    /// <param name="monitor">As it is configured.</param>
    /// <param name="live">What was last judged; null when nothing was.</param>
    public static MonitorState Of(Monitor monitor, LiveState? live)
    {
        if (!monitor.Enabled) return new(Verdict.Paused, live?.Verdict == Verdict.Paused ? live.Since : monitor.UpdatedAt, NoVotes);
        if (live is null) return new(Verdict.Unknown, monitor.CreatedAt, NoVotes);

        // Resumed, and not judged since.
        if (live.Verdict == Verdict.Paused) return new(Verdict.Unknown, monitor.UpdatedAt, NoVotes);
        return new(live.Verdict, live.Since, live.Votes.Where(v => monitor.Regions.Contains(v.Key)).OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary());
    }
}
