namespace StatusHawk.Core.Checks;

/// <summary>On <c>results</c>: complete rounds. On <c>urgent</c>: lone observations.</summary>
public sealed record ResultsMessage
{
    public int V { get; init; } = 1;
    public required IReadOnlyList<LogEntry> Entries { get; init; }

    /// <summary>Of the region that sends it; null: not told.</summary>
    public RegionReport? Report { get; init; }
}
