using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryPageStore(StoreJournal journal) : IPageStore
{
    private readonly Documents<PageSnapshot> _pages = new();
    private PipelineHeartbeat? _heartbeat;

    /// <summary>Everything stored.</summary>
    public IReadOnlyList<PageSnapshot> All => [.. _pages.All];

    public Task<Stored<PageSnapshot>?> ReadAsync(string slug, CancellationToken cancellationToken) =>
        journal.RunAsync($"Pages.Read {slug}", () => _pages.Find(slug));

    public Task<bool> TryWriteAsync(PageSnapshot snapshot, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Pages.Write {snapshot.Slug}", () => _pages.TryWrite(snapshot.Slug, snapshot, etag));

    public Task DeleteAsync(string slug, string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Pages.Delete {slug}", () =>
        {
            if (_pages.Find(slug)?.Value.WorkspaceId == workspaceId) _pages.Remove(slug);
            return true;
        });

    public Task<PipelineHeartbeat?> ReadHeartbeatAsync(CancellationToken cancellationToken) => journal.RunAsync("Heartbeat.Read", () => _heartbeat);

    public Task WriteHeartbeatAsync(PipelineHeartbeat heartbeat, CancellationToken cancellationToken) =>
        journal.RunAsync("Heartbeat.Write", () => _heartbeat = heartbeat);
}
