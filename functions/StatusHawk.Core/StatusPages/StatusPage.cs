namespace StatusHawk.Core.StatusPages;

/// <summary>A workspace's public page, as it is configured. It shows all monitors of the workspace.</summary>
public sealed record StatusPage
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }

    /// <summary>The page's address: <c>/status/{slug}</c>. 3 to 50 of a to z, 0 to 9 and hyphens between them; unique in the installation.</summary>
    public required string Slug { get; init; }

    /// <summary>
    /// The slug it had before: its snapshot is to be removed. Kept, so that who comes after a crash between the two writes can still remove it.
    /// </summary>
    public string? PreviousSlug { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Title { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
