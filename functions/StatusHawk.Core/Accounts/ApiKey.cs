namespace StatusHawk.Core.Accounts;

/// <summary>A key as it is stored: its hash, never itself.</summary>
public sealed record ApiKey
{
    /// <summary><c>key_</c> and the token's hash, so that a token leads to its key by one point read.</summary>
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
