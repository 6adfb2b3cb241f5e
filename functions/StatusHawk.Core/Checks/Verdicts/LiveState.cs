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

    /// <summary>
    /// How many episodes of trouble there have been, the open one included. One begins when a calm monitor first gets an observation that is not up, and ends when
    /// it is calm again, or its incident is over. It names the incident, so that every try to open one means the same.
    /// </summary>
    public int Episode { get; init; }

    /// <summary>Since when the episode is open; null when all is calm.</summary>
    public DateTimeOffset? EpisodeSince { get; init; }

    /// <summary>The open incident, null when there is none.</summary>
    public string? IncidentId { get; init; }

    /// <summary>When incidents were opened and resolved lately, oldest first: what flapping is known by.</summary>
    public IReadOnlyList<DateTimeOffset> Transitions { get; init; } = [];
}

/// <summary>A region's vote as it is shown.</summary>
/// <param name="Vote">What it says.</param>
/// <param name="Since">Since when; null when it says nothing.</param>
/// <param name="Error">The evidence with which a vote that is not up began.</param>
/// <param name="SuspectSince">Since when there are failures that wait for a second look; null when there are none.</param>
public sealed record LiveVote(VoteValue Vote, DateTimeOffset? Since = null, Evidence? Error = null, DateTimeOffset? SuspectSince = null)
{
    /// <summary>Whether the region has anything to say but up, or may soon.</summary>
    public bool IsTrouble => Vote is VoteValue.Down or VoteValue.Degraded || SuspectSince is not null;
}
