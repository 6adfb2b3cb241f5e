using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryShardStore(StoreJournal journal) : IShardStore
{
    private readonly Dictionary<string, Shard> _shards = new(StringComparer.Ordinal);

    /// <summary>Shard to its monitors.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Places => _shards.ToDictionary(s => s.Key, s => (IReadOnlySet<string>)s.Value.Monitors);

    internal IReadOnlyList<string> Of(string workspaceId) => [.. _shards.Where(s => s.Value.WorkspaceId == workspaceId).Select(s => s.Key)];

    internal void Remove(string shard) => _shards.Remove(shard);

    public Task<string> TakePlaceAsync(
        string workspaceId, string monitorId, int intervalSeconds, IReadOnlyList<string> regions, CancellationToken cancellationToken) =>
        journal.RunAsync($"Shards.Take {monitorId}", () =>
        {
            var fits = $"{intervalSeconds}|{string.Join(',', regions)}";
            var shards = _shards.Where(s => s.Value.WorkspaceId == workspaceId && s.Value.Fits == fits).ToList();
            if (shards.Find(s => s.Value.Monitors.Contains(monitorId)).Key is { } there) return there;
            var shard = shards.Find(s => s.Value.Monitors.Count < IShardStore.Capacity).Key ?? Ids.New(Ids.Shard);
            if (!_shards.ContainsKey(shard)) _shards[shard] = new(workspaceId, fits, []);
            _shards[shard].Monitors.Add(monitorId);
            return shard;
        });

    public Task LeavePlaceAsync(string workspaceId, string monitorId, string shard, CancellationToken cancellationToken) =>
        journal.RunAsync($"Shards.Leave {shard}", () => _shards.TryGetValue(shard, out var found) && found.WorkspaceId == workspaceId && found.Monitors.Remove(monitorId));

    private sealed record Shard(string WorkspaceId, string Fits, HashSet<string> Monitors);
}
