namespace StatusHawk.Core.Accounts;

/// <summary>Who is in which workspace.</summary>
public interface IMemberStore
{
    Task<Stored<Member>?> ReadAsync(string workspaceId, string userId, CancellationToken cancellationToken);

    /// <summary>All of a workspace, those who came first first.</summary>
    Task<IReadOnlyList<Member>> ListAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>False when that person is in it already.</summary>
    Task<bool> TryCreateAsync(Member member, CancellationToken cancellationToken);

    /// <summary>Replaces it if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryReplaceAsync(Member member, string etag, CancellationToken cancellationToken);

    /// <summary>Nobody there is fine.</summary>
    Task DeleteAsync(string workspaceId, string userId, CancellationToken cancellationToken);
}
