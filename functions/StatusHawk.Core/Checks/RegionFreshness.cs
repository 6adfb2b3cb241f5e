using System.Collections.Concurrent;

namespace StatusHawk.Core.Checks;

/// <summary>The newest round of each shard and region that this process has seen. Only a hint: before anything is called unknown, the log is read.</summary>
public sealed class RegionFreshness
{
    private readonly ConcurrentDictionary<(string Shard, string Region), Slot> _newest = new();

    public void Note(LogEntry entry)
    {
        if (entry.Kind != EntryKind.Round) return;
        _newest.AddOrUpdate((entry.Shard, entry.Region), entry.Slot, (_, known) => entry.Slot > known ? entry.Slot : known);
    }

    public bool HasSince(string shard, string region, Slot slot) => _newest.TryGetValue((shard, region), out var newest) && newest >= slot;

    /// <summary>Forgets shards that are no more.</summary>
    public void DropBefore(Slot slot)
    {
        foreach (var (key, newest) in _newest)
        {
            if (newest < slot) _newest.TryRemove(KeyValuePair.Create(key, newest));
        }
    }
}
