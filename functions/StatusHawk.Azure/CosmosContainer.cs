namespace StatusHawk.Azure;

/// <summary>The containers, with all that a deployment must know of them. <c>infra/</c> says the same.</summary>
public sealed record CosmosContainer(string Name, string PartitionKey, int? DefaultTtlSeconds, IReadOnlyList<string> IndexedPaths)
{
    private const int Day = 86_400;

    /// <summary>Configuration: workspace, keys, monitors, shards, page, by <c>type</c>. TTL only on tombstones.</summary>
    public static CosmosContainer Workspaces { get; } = new("workspaces", "/workspaceId", -1, ["/type/?", "/deleted/?", "/body/fits/?"]);

    /// <summary>People, their addresses and sessions, and what else is found by a hash. Each document is its own partition.</summary>
    public static CosmosContainer Accounts { get; } = new("accounts", "/id", -1, []);

    /// <summary>Rounds and lone observations, 8 days of them.</summary>
    public static CosmosContainer Log { get; } = new("log", "/shard", 8 * Day, ["/slot/?"]);

    /// <summary>What holds now, a document for each monitor.</summary>
    public static CosmosContainer Live { get; } = new("live", "/workspaceId", null, []);

    /// <summary>Incidents with their timelines.</summary>
    public static CosmosContainer Incidents { get; } = new("incidents", "/workspaceId", null, ["/startedAt/?", "/open/?"]);

    /// <summary>Hours and days of each monitor, and under the workspace's id the overviews of its shards. Each document says how long it is kept.</summary>
    public static CosmosContainer History { get; } = new("history", "/monitorId", -1, ["/span/?", "/start/?"]);

    /// <summary>Public snapshots by slug, and under <c>~pipeline</c> the scheduler's cursor and the watchdog's heartbeat.</summary>
    public static CosmosContainer Pages { get; } = new("pages", "/slug", null, []);

    public static IReadOnlyList<CosmosContainer> All { get; } = [Workspaces, Accounts, Log, Live, Incidents, History, Pages];
}
