namespace StatusHawk.Core.Checks;

/// <summary>Asks one region to run the checks of one part of a shard at one slot.</summary>
public sealed record RoundRequest
{
    public required string Shard { get; init; }
    public required string WorkspaceId { get; init; }
    public required Slot Slot { get; init; }
    public required string Region { get; init; }
    public int Part { get; init; }

    /// <summary>Too late to start: the next slot is due, and speaks for the target better than this one could.</summary>
    public required Slot NotAfter { get; init; }

    public required CheckList Checks { get; init; }
}
