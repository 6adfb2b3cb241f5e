namespace StatusHawk.Core.Monitors;

/// <summary>The monitors of a workspace. A deleted one reads as absent.</summary>
public interface IMonitorStore
{
    Task<Stored<Monitor>?> ReadAsync(string workspaceId, string monitorId, CancellationToken cancellationToken);

    /// <summary>All of a workspace, oldest first.</summary>
    Task<IReadOnlyList<Monitor>> ListAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>Those that match, oldest first, as far as they are in the range.</summary>
    Task<ListPart<Monitor>> ListAsync(string workspaceId, MonitorFilter filter, ListRange range, CancellationToken cancellationToken);

    Task<int> CountAsync(string workspaceId, CancellationToken cancellationToken);

    Task CreateAsync(Monitor monitor, CancellationToken cancellationToken);

    /// <summary>Replaces it if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryReplaceAsync(Monitor monitor, string etag, CancellationToken cancellationToken);

    /// <summary>Leaves a tombstone, since the change feed that drives the scheduler shows no deletes; false if somebody wrote meanwhile.</summary>
    Task<bool> TryDeleteAsync(Monitor monitor, string etag, CancellationToken cancellationToken);
}
