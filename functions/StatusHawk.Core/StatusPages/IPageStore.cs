namespace StatusHawk.Core.StatusPages;

/// <summary>The public snapshots, by slug, and the pipeline's heartbeat.</summary>
public interface IPageStore
{
    Task<Stored<PageSnapshot>?> ReadAsync(string slug, CancellationToken cancellationToken);

    /// <summary>Writes if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryWriteAsync(PageSnapshot snapshot, string? etag, CancellationToken cancellationToken);

    /// <summary>Removes a page that moved to another slug. Nothing there is fine; one of another workspace is left alone.</summary>
    Task DeleteAsync(string slug, string workspaceId, CancellationToken cancellationToken);

    Task<PipelineHeartbeat?> ReadHeartbeatAsync(CancellationToken cancellationToken);

    Task WriteHeartbeatAsync(PipelineHeartbeat heartbeat, CancellationToken cancellationToken);
}
