using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

internal sealed class CosmosWorkspaceStore(CosmosDatabase cosmos) : IWorkspaceStore
{
    public async Task<Workspace?> ReadAsync(string workspaceId, CancellationToken cancellationToken) =>
        (await cosmos.Workspaces.ReadAsync<Document<Workspace>>(workspaceId, workspaceId, cancellationToken))?.Value.Body;

    public Task<bool> TryCreateAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var document = new Document<Workspace> { Id = workspace.Id, WorkspaceId = workspace.Id, Type = DocumentTypes.Workspace, Body = workspace };
        return cosmos.Workspaces.TryWriteAsync(document, workspace.Id, workspace.Id, etag: null, cancellationToken);
    }

    public async Task<ApiKey?> ReadKeyAsync(string workspaceId, string keyId, CancellationToken cancellationToken) =>
        (await cosmos.Workspaces.ReadAsync<Document<ApiKey>>(keyId, workspaceId, cancellationToken))?.Value.Body;

    public Task<bool> TryCreateKeyAsync(ApiKey key, CancellationToken cancellationToken)
    {
        var document = new Document<ApiKey> { Id = key.Id, WorkspaceId = key.WorkspaceId, Type = DocumentTypes.Key, Body = key };
        return cosmos.Workspaces.TryWriteAsync(document, key.Id, key.WorkspaceId, etag: null, cancellationToken);
    }
}
