using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryRemovals(StoreJournal journal) : IRemovals
{
    private readonly Documents<Removal> _marks = new();

    public IReadOnlyList<Removal> All => [.. _marks.All];

    public Task MarkAsync(Removal removal, CancellationToken cancellationToken) => journal.RunAsync($"Removals.Mark {removal.WorkspaceId}", () =>
    {
        _marks.Put(removal.WorkspaceId, removal);
        return true;
    });

    public Task<IReadOnlyList<Stored<Removal>>> ListAsync(CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<Stored<Removal>>>("Removals.List", () => [.. _marks.All.Select(mark => _marks.Find(mark.WorkspaceId)!)]);

    public Task<Stored<Removal>?> ReadAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Removals.Read {workspaceId}", () => _marks.Find(workspaceId));

    public Task<bool> TryReplaceAsync(Removal removal, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Removals.Replace {removal.WorkspaceId}", () => _marks.TryWrite(removal.WorkspaceId, removal, etag));

    public Task UnmarkAsync(Stored<Removal> removal, CancellationToken cancellationToken) => journal.RunAsync($"Removals.Unmark {removal.Value.WorkspaceId}", () =>
    {
        if (_marks.Find(removal.Value.WorkspaceId)?.ETag != removal.ETag) return false;
        _marks.Remove(removal.Value.WorkspaceId);
        return true;
    });
}
