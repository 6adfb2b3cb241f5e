using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Azure.Monitors;

internal sealed class CosmosMonitorStore(CosmosDatabase cosmos) : IMonitorStore
{
    /// <summary>How long a tombstone stays: longer than any scheduler may be away and still trust its place in the change feed.</summary>
    private static readonly TimeSpan TombstoneLifetime = TimeSpan.FromDays(7);

    public async Task<Stored<Monitor>?> ReadAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Workspaces.ReadAsync<Document<Monitor>>(monitorId, workspaceId, cancellationToken);
        return stored is null || stored.Value.Body.Deleted ? null : new Stored<Monitor>(stored.Value.Body, stored.ETag);
    }

    public async Task<IReadOnlyList<Monitor>> ListAsync(string workspaceId, CancellationToken cancellationToken)
    {
        // Whole documents: nobody has to take each apart and put it together anew.
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND NOT IS_DEFINED(c.deleted)").WithParameter("@type", DocumentTypes.Monitor);
        var found = (await cosmos.Workspaces.QueryAsync<Document<Monitor>>(query, workspaceId, cancellationToken)).Select(document => document.Body);
        return [.. found.OrderBy(monitor => monitor.CreatedAt).ThenBy(monitor => monitor.Id, StringComparer.Ordinal)];
    }

    public async Task<ListPart<Monitor>> ListAsync(string workspaceId, MonitorFilter filter, ListRange range, CancellationToken cancellationToken)
    {
        var found = await cosmos.Workspaces.QueryFirstAsync<Document<Monitor>>(MonitorQuery.Of(filter, range), workspaceId, range.Read, cancellationToken);
        return range.Cut([.. found.Select(document => document.Body)], monitor => new(monitor.CreatedAt, monitor.Id));
    }

    public async Task<int> CountAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.type = @type AND NOT IS_DEFINED(c.deleted)").WithParameter("@type", DocumentTypes.Monitor);
        return (await cosmos.Workspaces.QueryAsync<int>(query, workspaceId, cancellationToken)).Sum();
    }

    public async Task CreateAsync(Monitor monitor, CancellationToken cancellationToken)
    {
        // Not being the one who wrote it means that a try whose answer got lost did: the id is new.
        await cosmos.Workspaces.TryWriteAsync(DocumentOf(monitor), monitor.Id, monitor.WorkspaceId, etag: null, cancellationToken);
    }

    public Task<bool> TryReplaceAsync(Monitor monitor, string etag, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(monitor), monitor.Id, monitor.WorkspaceId, etag, cancellationToken);

    public Task<bool> TryDeleteAsync(Monitor monitor, string etag, CancellationToken cancellationToken)
    {
        var tombstone = DocumentOf(monitor.ToTombstone()) with { Deleted = true, Ttl = (int)TombstoneLifetime.TotalSeconds };
        return cosmos.Workspaces.TryWriteAsync(tombstone, monitor.Id, monitor.WorkspaceId, etag, cancellationToken);
    }

    private static Document<Monitor> DocumentOf(Monitor monitor) =>
        new() { Id = monitor.Id, WorkspaceId = monitor.WorkspaceId, Type = DocumentTypes.Monitor, Body = monitor };
}
