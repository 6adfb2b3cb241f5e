using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Uptime;

/// <summary>On <c>rollups</c>: sum up an hour of a shard, or close a day of its monitors in the ledger. Doing so twice is harmless.</summary>
public sealed record RollUpRequest
{
    public int V { get; init; } = 1;
    public required RollUpSpan Span { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Shard { get; init; }

    /// <summary>Where the hour or the day begins.</summary>
    public required Slot From { get; init; }
}
