namespace StatusHawk.Core.Checks.Planning;

/// <summary>A shard as the planner sees it.</summary>
public sealed record PlannedShard
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public required int IntervalSeconds { get; init; }
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>The checks of its enabled monitors, split so that each part fits a message. No later step splits them differently.</summary>
    public required IReadOnlyList<CheckList> Parts { get; init; }

    public int PhaseSeconds => Phase.Of(Id, IntervalSeconds);
}
