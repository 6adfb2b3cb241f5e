namespace StatusHawk.Core.Checks;

/// <summary>On <c>checks-{region}</c>: rounds of many shards due at one slot. On <c>opinions-{region}</c>: checks asked for outside the schedule.</summary>
public sealed record RoundsMessage
{
    public int V { get; init; } = 1;
    public required IReadOnlyList<RoundRequest> Rounds { get; init; }

    /// <summary>On <c>opinions-{region}</c> only; null: none.</summary>
    public IReadOnlyList<TestRequest>? Tests { get; init; }
}
