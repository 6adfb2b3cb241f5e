using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Testing.InMemory;

/// <summary>A change feed over a store's documents: those that differ from what this reader saw last. Like the real one it tells no deletes.</summary>
public sealed class InMemoryFeed<T>(StoreJournal journal, Func<IEnumerable<T>> all, Func<T, string> id) : IChangeFeed<T>
{
    private readonly Dictionary<string, string> _seen = [];

    public Task<IReadOnlyList<T>> ReadNewAsync(CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<T>>($"Feed.Read {typeof(T).Name}", () => [.. all().Where(IsNew)]);

    private bool IsNew(T document)
    {
        var text = JsonSerializer.Serialize(document, StatusHawkJson.Options);
        if (_seen.GetValueOrDefault(id(document)) == text) return false;
        _seen[id(document)] = text;
        return true;
    }
}
