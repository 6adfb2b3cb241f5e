namespace StatusHawk.Azure;

/// <summary>The containers, with all that a deployment must know of them. <c>infra/</c> says the same.</summary>
public sealed record CosmosContainer(string Name, string PartitionKey, int? DefaultTtlSeconds, IReadOnlyList<string> IndexedPaths)
{
    /// <summary>What lists are ordered by, where that is more than one path. <c>-</c> before a path: the latest first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Orders { get; init; } = [];

    private const int Day = 86_400;

    /// <summary>Configuration: workspace, keys, monitors, shards, page, claims of keys, by <c>type</c>. TTL only on tombstones.</summary>
    public static CosmosContainer Workspaces { get; } = new(
        "workspaces",
        "/workspaceId",
        -1,
        [
            "/type/?", "/deleted/?", "/body/fits/?", "/body/createdAt/?", "/body/key/?", "/body/tags/[]/?", "/body/kind/?", "/body/enabled/?",
            "/body/name/?", "/body/http/url/?", "/body/tcp/host/?", "/body/ping/host/?", "/body/dns/name/?", "/body/tls/host/?",
        ])
    {
        Orders = [["/type", "/body/createdAt", "/id"]],
    };

    /// <summary>People, their addresses and sessions, and what else is found by a hash. Each document is its own partition.</summary>
    public static CosmosContainer Accounts { get; } = new("accounts", "/id", -1, []);

    /// <summary>Rounds and lone observations, 8 days of them.</summary>
    public static CosmosContainer Log { get; } = new("log", "/shard", 8 * Day, ["/slot/?"]);

    /// <summary>What holds now, a document for each monitor.</summary>
    public static CosmosContainer Live { get; } = new("live", "/workspaceId", null, []);

    /// <summary>Incidents with their timelines.</summary>
    public static CosmosContainer Incidents { get; } = new("incidents", "/workspaceId", null, ["/startedAt/?", "/open/?"]) { Orders = [["-/startedAt", "-/id"]] };

    /// <summary>Hours and days of each monitor, and under the workspace's id the overviews of its shards. Each document says how long it is kept.</summary>
    public static CosmosContainer History { get; } = new("history", "/monitorId", -1, ["/span/?", "/start/?"]);

    /// <summary>Public snapshots by slug, and under <c>~pipeline</c> the scheduler's cursor and the watchdog's heartbeat.</summary>
    public static CosmosContainer Pages { get; } = new("pages", "/slug", null, []);

    public static IReadOnlyList<CosmosContainer> All { get; } = [Workspaces, Accounts, Log, Live, Incidents, History, Pages];
}
