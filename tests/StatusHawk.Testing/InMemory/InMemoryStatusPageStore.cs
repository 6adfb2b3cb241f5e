using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryStatusPageStore(StoreJournal journal) : IStatusPageStore
{
    private readonly Documents<StatusPage> _pages = new();

    internal Documents<StatusPage> Documents => _pages;

    /// <summary>A new reader of what changes.</summary>
    public InMemoryFeed<StatusPage> Feed() => new(journal, _pages);

    public Task<Stored<StatusPage>?> ReadAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync($"StatusPages.Read {workspaceId}", () => _pages.Find(workspaceId));

    public Task<bool> TryWriteAsync(StatusPage page, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"StatusPages.Write {page.WorkspaceId}", () => _pages.TryWrite(page.WorkspaceId, page, etag));
}
