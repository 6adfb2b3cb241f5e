namespace StatusHawk.Core.Accounts;

/// <summary>Workspaces and their keys.</summary>
public interface IWorkspaceStore
{
    /// <summary>One that is deleted too, for as long as its tombstone is there.</summary>
    Task<Workspace?> ReadAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>With the ETag that lets one writer replace it.</summary>
    Task<Stored<Workspace>?> ReadForChangeAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>Replaces it if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryReplaceAsync(Workspace workspace, string etag, CancellationToken cancellationToken);

    /// <summary>Leaves a tombstone of one whose data are gone: its id and its times, for 7 days. False if somebody wrote meanwhile.</summary>
    Task<bool> TryBuryAsync(Workspace workspace, string etag, CancellationToken cancellationToken);

    /// <summary>False when one of that id is there already.</summary>
    Task<bool> TryCreateAsync(Workspace workspace, CancellationToken cancellationToken);

    Task<ApiKey?> ReadKeyAsync(string workspaceId, string keyId, CancellationToken cancellationToken);

    /// <summary>False when that key is there already.</summary>
    Task<bool> TryCreateKeyAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>All of a workspace, oldest first.</summary>
    Task<IReadOnlyList<ApiKey>> ListKeysAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>With the ETag that lets one writer replace it.</summary>
    Task<Stored<ApiKey>?> ReadKeyForChangeAsync(string workspaceId, string keyId, CancellationToken cancellationToken);

    /// <summary>Replaces it if nobody else did since <paramref name="etag"/> was read; false if somebody did, or deleted it.</summary>
    Task<bool> TryReplaceKeyAsync(ApiKey key, string etag, CancellationToken cancellationToken);

    /// <summary>None there is fine.</summary>
    Task DeleteKeyAsync(string workspaceId, string keyId, CancellationToken cancellationToken);
}
