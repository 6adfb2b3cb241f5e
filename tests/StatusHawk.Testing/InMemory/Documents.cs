using System.Collections.Concurrent;
using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Testing.InMemory;

/// <summary>Documents by key, kept as the JSON that a real store would hold, each with an ETag that every write changes.</summary>
internal sealed class Documents<T>
{
    private readonly ConcurrentDictionary<string, Document> _documents = new(StringComparer.Ordinal);
    private int _writes;

    public IEnumerable<T> All => _documents.Values.Select(d => Parse(d.Json));

    public IEnumerable<string> Json => _documents.Values.Select(d => d.Json);

    public Stored<T>? Find(string key) => _documents.TryGetValue(key, out var found) ? new(Parse(found.Json), found.ETag) : null;

    /// <summary>What was written after a place in the order of writing, each document once, and the place after it.</summary>
    public (IReadOnlyList<T> Documents, int Place) WrittenAfter(int place) =>
        ([.. _documents.Values.Where(d => d.Write > place).OrderBy(d => d.Write).Select(d => Parse(d.Json))], _writes);

    public void Put(string key, T value) => _documents[key] = new(JsonSerializer.Serialize(value, StatusHawkJson.Options), ++_writes);

    public bool TryAdd(string key, T value)
    {
        if (_documents.ContainsKey(key)) return false;
        Put(key, value);
        return true;
    }

    /// <param name="key">Which document.</param>
    /// <param name="value">What it becomes.</param>
    /// <param name="etag">As it was read; null: when it was absent.</param>
    public bool TryWrite(string key, T value, string? etag)
    {
        if ((_documents.TryGetValue(key, out var found) ? found.ETag : null) != etag) return false;
        Put(key, value);
        return true;
    }

    /// <summary>Whether it left none.</summary>
    public bool RemoveWhere(Func<T, bool> which, int atMost)
    {
        var found = _documents.Where(d => which(Parse(d.Value.Json))).Select(d => d.Key).Take(atMost + 1).ToArray();
        foreach (var key in found.Take(atMost)) Remove(key);
        return found.Length <= atMost;
    }

    public void Remove(string key) => _documents.TryRemove(key, out _);

    private sealed record Document(string Json, int Write)
    {
        public string ETag { get; } = $"\"{Write}\"";
    }

    private static T Parse(string json) => JsonSerializer.Deserialize<T>(json, StatusHawkJson.Options)!;
}
