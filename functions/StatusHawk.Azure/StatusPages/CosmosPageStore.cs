using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;
using static StatusHawk.Azure.PipelineDocument<StatusHawk.Core.StatusPages.PipelineHeartbeat>;

namespace StatusHawk.Azure.StatusPages;

internal sealed class CosmosPageStore(CosmosDatabase cosmos) : IPageStore
{
    public async Task<Stored<PageSnapshot>?> ReadAsync(string slug, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Pages.ReadAsync<PageDocument>(slug, slug, cancellationToken);
        return stored is null ? null : new Stored<PageSnapshot>(stored.Value.Snapshot, stored.ETag);
    }

    public Task<bool> TryWriteAsync(PageSnapshot snapshot, string? etag, CancellationToken cancellationToken) =>
        cosmos.Pages.TryWriteAsync(new PageDocument { Id = snapshot.Slug, Slug = snapshot.Slug, Snapshot = snapshot }, snapshot.Slug, snapshot.Slug, etag, cancellationToken);

    public async Task DeleteAsync(string slug, string workspaceId, CancellationToken cancellationToken)
    {
        var stored = await ReadAsync(slug, cancellationToken);
        if (stored?.Value.WorkspaceId == workspaceId) await cosmos.Pages.DeleteAsync(slug, slug, cancellationToken);
    }

    public async Task<PipelineHeartbeat?> ReadHeartbeatAsync(CancellationToken cancellationToken) =>
        (await cosmos.Pages.ReadAsync<PipelineDocument<PipelineHeartbeat>>(Heartbeat, Partition, cancellationToken))?.Value.Value;

    public async Task WriteHeartbeatAsync(PipelineHeartbeat heartbeat, CancellationToken cancellationToken)
    {
        var document = new PipelineDocument<PipelineHeartbeat> { Id = Heartbeat, Value = heartbeat };
        await CosmosCall.RunAsync(() => cosmos.Pages.UpsertItemAsync(document, new PartitionKey(Partition), cancellationToken: cancellationToken));
    }

    private sealed record PageDocument
    {
        public required string Id { get; init; }
        public required string Slug { get; init; }
        public required PageSnapshot Snapshot { get; init; }
    }
}
