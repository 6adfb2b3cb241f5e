using System.Globalization;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Bench.Plan;

/// <summary>Monitors of a large installation: full shards of 50, a thousand monitors in a workspace, six regions, every 60 s.</summary>
public sealed class ManyMonitors(int count) : IChangeFeed<Monitor>
{
    public static readonly IReadOnlyList<string> Regions = ["asia", "au", "eu", "sa", "us", "za"];
    public const int IntervalSeconds = 60;
    private const int PerWorkspace = 1_000;
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private bool _read;

    /// <summary>Each read from its JSON, as from a store, so that none shares a string with another that would not in life.</summary>
    public Task ReadNewAsync(Action<IReadOnlyList<Monitor>> take, CancellationToken cancellationToken)
    {
        foreach (var page in Enumerable.Range(0, _read ? 0 : count).Chunk(1_000))
            take([.. page.Select(number => StatusHawkJson.Read<Monitor>(JsonSerializer.Serialize(Number(number), StatusHawkJson.Options)))]);
        _read = true;
        return Task.CompletedTask;
    }

    public static Monitor Number(int number) => new()
    {
        Id = Id(Ids.Monitor, number),
        WorkspaceId = Id(Ids.Workspace, number / PerWorkspace),
        Name = string.Create(CultureInfo.InvariantCulture, $"Shop {number} of a customer"),
        Kind = MonitorKind.Http,
        Http = new HttpTarget { Url = string.Create(CultureInfo.InvariantCulture, $"https://shop-{number}.customers.example.com/health/live?deep=true") },
        Assertions = ["status is 200", "responseTime < 2000"],
        IntervalSeconds = IntervalSeconds,
        Regions = Regions,
        Shard = Id(Ids.Shard, number / IShardStore.Capacity),
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    private static string Id(string prefix, int number) => Ids.Of(prefix, number.ToString(CultureInfo.InvariantCulture));
}
