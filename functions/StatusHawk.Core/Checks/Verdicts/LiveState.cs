namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>What holds of a monitor now, as everyone reads it. Written only when it changes, under its ETag.</summary>
public sealed record LiveState
{
    public int V { get; init; } = 1;

    /// <summary>Raised by each write, so that whoever hears of two states knows which is the later.</summary>
    public int Revision { get; init; }
    public required string MonitorId { get; init; }
    public required string WorkspaceId { get; init; }
    public required Verdict Verdict { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>By region.</summary>
    public required IReadOnlyDictionary<string, LiveVote> Votes { get; init; }
}

/// <summary>A region's vote as it is shown.</summary>
/// <param name="Vote">What it says.</param>
/// <param name="Since">Since when; null when it says nothing.</param>
/// <param name="Error">The evidence with which a vote that is not up began.</param>
public sealed record LiveVote(VoteValue Vote, DateTimeOffset? Since = null, Evidence? Error = null);
