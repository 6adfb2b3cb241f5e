namespace StatusHawk.Core.Accounts;

/// <summary>A tenant. Nothing crosses it.</summary>
public sealed record Workspace
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
