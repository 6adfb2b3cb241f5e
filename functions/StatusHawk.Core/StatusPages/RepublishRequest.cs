namespace StatusHawk.Core.StatusPages;

/// <summary>On <c>republish</c>: something that a workspace's page shows has changed.</summary>
public sealed record RepublishRequest
{
    public int V { get; init; } = 1;
    public required string WorkspaceId { get; init; }
}
