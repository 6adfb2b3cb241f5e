namespace StatusHawk.Core.Monitors;

/// <summary>Places in shards: up to <see cref="Capacity"/> monitors of one workspace with one interval and one set of regions.</summary>
public interface IShardStore
{
    const int Capacity = 50;

    /// <summary>Takes a place for a monitor, in a shard with a hole or in a new one, and returns the shard's id. Taking one twice is fine.</summary>
    Task<string> TakePlaceAsync(string workspaceId, string monitorId, int intervalSeconds, IReadOnlyList<string> regions, CancellationToken cancellationToken);

    /// <summary>Gives the place back. Nothing there is fine.</summary>
    Task LeavePlaceAsync(string workspaceId, string monitorId, string shard, CancellationToken cancellationToken);
}
