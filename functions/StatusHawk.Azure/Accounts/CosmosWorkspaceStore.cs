using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

internal sealed class CosmosWorkspaceStore(CosmosDatabase cosmos) : IWorkspaceStore
{
    /// <summary>Longer than any message lives that was on its way when the workspace was deleted.</summary>
    private static readonly TimeSpan TombstoneLifetime = TimeSpan.FromDays(7);

    public async Task<Workspace?> ReadAsync(string workspaceId, CancellationToken cancellationToken) =>
        (await cosmos.Workspaces.ReadAsync<Document<Workspace>>(workspaceId, workspaceId, cancellationToken))?.Value.Body;

    public async Task<Stored<Workspace>?> ReadForChangeAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Workspaces.ReadAsync<Document<Workspace>>(workspaceId, workspaceId, cancellationToken);
        return stored is null ? null : new Stored<Workspace>(stored.Value.Body, stored.ETag);
    }

    public Task<bool> TryReplaceAsync(Workspace workspace, string etag, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(workspace), workspace.Id, workspace.Id, etag, cancellationToken);

    public Task<bool> TryBuryAsync(Workspace workspace, string etag, CancellationToken cancellationToken)
    {
        var tombstone = DocumentOf(workspace with { Name = "", Retention = null, Plan = null }) with { Deleted = true, Ttl = (int)TombstoneLifetime.TotalSeconds };
        return cosmos.Workspaces.TryWriteAsync(tombstone, workspace.Id, workspace.Id, etag, cancellationToken);
    }

    public Task<bool> TryCreateAsync(Workspace workspace, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(workspace), workspace.Id, workspace.Id, etag: null, cancellationToken);

    public async Task<ApiKey?> ReadKeyAsync(string workspaceId, string keyId, CancellationToken cancellationToken) =>
        (await cosmos.Workspaces.ReadAsync<Document<ApiKey>>(keyId, workspaceId, cancellationToken))?.Value.Body;

    public Task<bool> TryCreateKeyAsync(ApiKey key, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(key), key.Id, key.WorkspaceId, etag: null, cancellationToken);

    public async Task<IReadOnlyList<ApiKey>> ListKeysAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.body FROM c WHERE c.type = @type").WithParameter("@type", DocumentTypes.Key);
        var found = await cosmos.Workspaces.QueryAsync<ApiKey>(query, workspaceId, cancellationToken);
        return [.. found.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];
    }

    public async Task<Stored<ApiKey>?> ReadKeyForChangeAsync(string workspaceId, string keyId, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Workspaces.ReadAsync<Document<ApiKey>>(keyId, workspaceId, cancellationToken);
        return stored is null ? null : new Stored<ApiKey>(stored.Value.Body, stored.ETag);
    }

    public Task<bool> TryReplaceKeyAsync(ApiKey key, string etag, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(key), key.Id, key.WorkspaceId, etag, cancellationToken);

    public Task DeleteKeyAsync(string workspaceId, string keyId, CancellationToken cancellationToken) => cosmos.Workspaces.DeleteAsync(keyId, workspaceId, cancellationToken);

    private static Document<ApiKey> DocumentOf(ApiKey key) => new() { Id = key.Id, WorkspaceId = key.WorkspaceId, Type = DocumentTypes.Key, Body = key };

    private static Document<Workspace> DocumentOf(Workspace workspace) =>
        new() { Id = workspace.Id, WorkspaceId = workspace.Id, Type = DocumentTypes.Workspace, Body = workspace };
}
