using StatusHawk.Core;

namespace StatusHawk.Testing.InMemory;

/// <summary>
/// A change feed over a store's documents: those written since this reader's last read, each once, in the order of writing. Like the real one it tells no
/// deletes, and what was read by a call that failed is read again.
/// </summary>
public sealed class InMemoryFeed<T> : IChangeFeed<T>
{
    private readonly StoreJournal _journal;
    private readonly Documents<T> _documents;
    private int _place;

    internal InMemoryFeed(StoreJournal journal, Documents<T> documents) => (_journal, _documents) = (journal, documents);

    public async Task ReadNewAsync(Action<IReadOnlyList<T>> take, CancellationToken cancellationToken)
    {
        var (documents, place) = await _journal.RunAsync($"Feed.Read {typeof(T).Name}", () => _documents.WrittenAfter(_place));
        take(documents);
        _place = place;
    }
}
