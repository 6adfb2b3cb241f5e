using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

/// <summary>Nothing goes by itself: what has ended is told from what has not by its time alone.</summary>
public sealed class InMemoryExpiringStore<T>(StoreJournal journal, string name) : IExpiringStore<T>
    where T : class, IExpiring
{
    private readonly Documents<T> _documents = new();

    public IReadOnlyList<T> All => [.. _documents.All];

    /// <summary>Everything stored, as JSON.</summary>
    public IReadOnlyList<string> Json => [.. _documents.Json];

    public Task<Stored<T>?> ReadAsync(string id, CancellationToken cancellationToken) => journal.RunAsync($"{name}.Read {id}", () => _documents.Find(id));

    public Task<bool> TryWriteAsync(T value, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"{name}.{(etag is null ? "Create" : "Replace")} {value.Id}", () => _documents.TryWrite(value.Id, value, etag));

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => journal.RunAsync($"{name}.Delete {id}", () =>
    {
        _documents.Remove(id);
        return true;
    });
}
