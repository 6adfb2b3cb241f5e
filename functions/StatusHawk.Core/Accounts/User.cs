namespace StatusHawk.Core.Accounts;

/// <summary>A person with an account: what is of no workspace.</summary>
public sealed record User
{
    /// <summary><c>usr_…</c>; stays when the mail address changes.</summary>
    public required string Id { get; init; }

    /// <summary>The address as the person wrote it; <see cref="Accounts.Email"/> says which are the same.</summary>
    public required string Email { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>By ASP.NET Core Identity's hasher.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>The workspaces that the person may be in: written before a membership is made, so that none is forgotten; the membership decides.</summary>
    public IReadOnlyList<string> WorkspaceIds { get; init; } = [];

    /// <summary>
    /// Those of <see cref="WorkspaceIds"/> that were about to be made when this was last written. One that does not exist yet counts as the person's own, so
    /// that no number of requests at once makes more than a person may own.
    /// </summary>
    public IReadOnlyList<string> MakingIds { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }
}
