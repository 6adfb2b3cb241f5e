using System.Collections.Concurrent;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks;

namespace StatusHawk.Testing.InMemory;

/// <summary>The log by shard and slot, as the UTF-8 that a real store would hold: millions of rounds fit into memory, and reading one shard looks at no other's.</summary>
public sealed class InMemoryCheckLog(StoreJournal journal) : ICheckLog
{
    private readonly ConcurrentDictionary<string, ShardLog> _shards = new(StringComparer.Ordinal);

    /// <summary>Everything stored.</summary>
    public IReadOnlyList<LogEntry> All => [.. _shards.Values.SelectMany(shard => shard.Read(long.MinValue, long.MaxValue))];

    public Task<bool> AppendAsync(LogEntry entry, CancellationToken cancellationToken) =>
        journal.RunAsync($"Log.Append {entry.Shard} {entry.Id}", () => _shards.GetOrAdd(entry.Shard, _ => new()).TryAdd(entry));

    public Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, CancellationToken cancellationToken) => ReadAsync(shard, from, new Slot(long.MaxValue), cancellationToken);

    public Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, Slot to, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<LogEntry>>($"Log.Read {shard}", () => _shards.TryGetValue(shard, out var own) ? [.. own.Read(from.EpochSeconds, to.EpochSeconds)] : []);

    /// <summary>Removes entries of a shard, the earliest first; false when there are more than so many.</summary>
    internal bool Remove(string shard, int atMost) => !_shards.TryGetValue(shard, out var own) || own.Remove(atMost);

    private sealed class ShardLog
    {
        private readonly SortedDictionary<long, List<(string Id, byte[] Json)>> _slots = [];

        public bool TryAdd(LogEntry entry)
        {
            lock (_slots)
            {
                if (!_slots.TryGetValue(entry.Slot.EpochSeconds, out var same)) _slots[entry.Slot.EpochSeconds] = same = new(3);
                if (same.Exists(stored => stored.Id == entry.Id)) return false;
                same.Add((entry.Id, JsonSerializer.SerializeToUtf8Bytes(entry, StatusHawkJson.Options)));
                return true;
            }
        }

        public bool Remove(int atMost)
        {
            lock (_slots)
            {
                foreach (var (slot, same) in _slots.ToArray())
                {
                    if (same.Count > atMost)
                    {
                        same.RemoveRange(0, atMost);
                        return false;
                    }

                    atMost -= same.Count;
                    _slots.Remove(slot);
                }

                return true;
            }
        }

        public IReadOnlyList<LogEntry> Read(long from, long to)
        {
            lock (_slots)
                return [.. _slots.Where(slot => slot.Key >= from && slot.Key <= to).SelectMany(slot => slot.Value).Select(stored => JsonSerializer.Deserialize<LogEntry>(stored.Json, StatusHawkJson.Options)!)];
        }
    }
}
