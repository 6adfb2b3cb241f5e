using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.StatusPages;

/// <summary>A page ready to serve. Everything public is made of this and the pipeline's heartbeat, and of nothing else.</summary>
public sealed record PageSnapshot
{
    public int V { get; init; } = 1;
    public required string Slug { get; init; }
    public required string PageId { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Title { get; init; }

    /// <summary>When what it says last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    public required IReadOnlyList<PageComponent> Components { get; init; }

    /// <summary>Those that are open, then those of the last two weeks, the latest first.</summary>
    public IReadOnlyList<PageIncident> Incidents { get; init; } = [];
}

/// <summary>A monitor on a page.</summary>
public sealed record PageComponent
{
    public required string MonitorId { get; init; }
    public required string Name { get; init; }
    public required Verdict Verdict { get; init; }

    /// <summary>Since when the verdict holds.</summary>
    public required DateTimeOffset Since { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The regions that find it down, in alphabetical order.</summary>
    public IReadOnlyList<string> DownIn { get; init; } = [];
}
