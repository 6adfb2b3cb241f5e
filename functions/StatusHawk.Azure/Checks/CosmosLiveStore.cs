using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Azure.Checks;

internal sealed class CosmosLiveStore(CosmosDatabase cosmos) : ILiveStore
{
    public async Task<Stored<LiveState>?> ReadAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Live.ReadAsync<LiveDocument>(monitorId, workspaceId, cancellationToken);
        return stored is null ? null : new Stored<LiveState>(stored.Value.State, stored.ETag);
    }

    // Whole documents: nobody has to take each apart and put it together anew.
    public async Task<IReadOnlyList<LiveState>> ListAsync(string workspaceId, CancellationToken cancellationToken) =>
        [.. (await cosmos.Live.QueryAsync<LiveDocument>(new QueryDefinition("SELECT * FROM c"), workspaceId, cancellationToken)).Select(document => document.State)];

    public async Task<IReadOnlyList<LiveState>> ListAsync(string workspaceId, IReadOnlyCollection<string> monitorIds, CancellationToken cancellationToken)
    {
        if (monitorIds.Count == 0) return [];
        var query = new QueryDefinition("SELECT * FROM c WHERE ARRAY_CONTAINS(@ids, c.id)").WithParameter("@ids", monitorIds);
        return [.. (await cosmos.Live.QueryAsync<LiveDocument>(query, workspaceId, cancellationToken)).Select(document => document.State)];
    }

    public Task<bool> TryWriteAsync(LiveState state, string? etag, CancellationToken cancellationToken) =>
        cosmos.Live.TryWriteAsync(LiveDocument.Of(state), state.MonitorId, state.WorkspaceId, etag, cancellationToken);

    public Task DeleteAsync(string workspaceId, string monitorId, CancellationToken cancellationToken) =>
        cosmos.Live.DeleteAsync(monitorId, workspaceId, cancellationToken);
}
