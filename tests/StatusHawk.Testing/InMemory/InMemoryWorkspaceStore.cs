using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryWorkspaceStore(StoreJournal journal) : IWorkspaceStore
{
    private readonly Documents<Workspace> _workspaces = new();
    private readonly Documents<ApiKey> _keys = new();

    /// <summary>Everything stored, as JSON.</summary>
    public IReadOnlyList<string> Json => [.. _workspaces.Json, .. _keys.Json];

    /// <summary>Takes a workspace away, as its tombstone's end does.</summary>
    public void Forget(string workspaceId) => _workspaces.Remove(workspaceId);

    internal Documents<ApiKey> Keys => _keys;

    public Task<Workspace?> ReadAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Workspaces.Read {workspaceId}", () => _workspaces.Find(workspaceId)?.Value);

    public Task<Stored<Workspace>?> ReadForChangeAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Workspaces.Read {workspaceId}", () => _workspaces.Find(workspaceId));

    public Task<bool> TryReplaceAsync(Workspace workspace, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Workspaces.Replace {workspace.Id}", () => _workspaces.TryWrite(workspace.Id, workspace, etag));

    public Task<bool> TryBuryAsync(Workspace workspace, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Workspaces.Bury {workspace.Id}", () => _workspaces.TryWrite(workspace.Id, workspace with { Name = "", Retention = null, Plan = null }, etag));

    public Task<bool> TryCreateAsync(Workspace workspace, CancellationToken cancellationToken) =>
        journal.RunAsync($"Workspaces.Create {workspace.Id}", () => _workspaces.TryAdd(workspace.Id, workspace));

    public Task<ApiKey?> ReadKeyAsync(string workspaceId, string keyId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Keys.Read {workspaceId}", () => _keys.Find($"{workspaceId}|{keyId}")?.Value);

    public Task<bool> TryCreateKeyAsync(ApiKey key, CancellationToken cancellationToken) =>
        journal.RunAsync($"Keys.Create {key.WorkspaceId}", () => _keys.TryAdd($"{key.WorkspaceId}|{key.Id}", key));

    public Task<IReadOnlyList<ApiKey>> ListKeysAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<ApiKey>>($"Keys.List {workspaceId}", () =>
            [.. _keys.All.Where(key => key.WorkspaceId == workspaceId).OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)]);

    public Task<Stored<ApiKey>?> ReadKeyForChangeAsync(string workspaceId, string keyId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Keys.Read {workspaceId}", () => _keys.Find($"{workspaceId}|{keyId}"));

    public Task<bool> TryReplaceKeyAsync(ApiKey key, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Keys.Replace {key.WorkspaceId}", () => _keys.TryWrite($"{key.WorkspaceId}|{key.Id}", key, etag));

    public Task DeleteKeyAsync(string workspaceId, string keyId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Keys.Delete {workspaceId}", () =>
        {
            _keys.Remove($"{workspaceId}|{keyId}");
            return true;
        });
}
