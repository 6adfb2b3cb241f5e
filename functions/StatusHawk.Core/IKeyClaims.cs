namespace StatusHawk.Core;

/// <summary>Who has which stable key, one document for each.</summary>
public interface IKeyClaims
{
    Task<Stored<KeyClaim>?> ReadAsync(string workspaceId, KeyedKind kind, string key, CancellationToken cancellationToken);

    /// <summary>Writes if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryWriteAsync(KeyClaim claim, string? etag, CancellationToken cancellationToken);

    /// <summary>Removes it, if nobody wrote it since <paramref name="etag"/> was read. Nothing there is fine.</summary>
    Task ReleaseAsync(KeyClaim claim, string etag, CancellationToken cancellationToken);
}
