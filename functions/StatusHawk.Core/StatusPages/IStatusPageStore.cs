namespace StatusHawk.Core.StatusPages;

/// <summary>The configured page of a workspace; each workspace has one.</summary>
public interface IStatusPageStore
{
    Task<Stored<StatusPage>?> ReadAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>Writes if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryWriteAsync(StatusPage page, string? etag, CancellationToken cancellationToken);
}
