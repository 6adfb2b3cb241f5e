using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Monitors;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench.Pipeline;

/// <summary>
/// The monitors of a run, in full shards. They are written straight into the store before the apps start: a scheduler that finds them at its first run has planned
/// a minute ahead within seconds, and nothing has to be waited for.
/// </summary>
public sealed class Population
{
    private const int WritesAtOnce = 8;

    private Population(IReadOnlyList<Monitor> monitors, IReadOnlyList<string> regions) => (Monitors, Regions) = (monitors, regions);

    /// <summary>By their number at the target.</summary>
    public IReadOnlyList<Monitor> Monitors { get; }

    public IReadOnlyList<string> Regions { get; }

    public int IntervalSeconds => Monitors[0].IntervalSeconds;

    public IEnumerable<string> Shards => Monitors.Select(monitor => monitor.Shard).Distinct();

    public static Population Of(int count, int perShard, int intervalSeconds, string workspaceId, IReadOnlyList<string> regions, Func<int, string> url)
    {
        string[] shards = [.. Enumerable.Range(0, (count + perShard - 1) / perShard).Select(_ => Ids.New(Ids.Shard))];
        string[] sorted = [.. regions.Order(StringComparer.Ordinal)];
        var now = DateTimeOffset.UtcNow;
        return new(
            [.. Enumerable.Range(0, count).Select(i => new Monitor
            {
                Id = Ids.New(Ids.Monitor),
                WorkspaceId = workspaceId,
                Name = $"Monitor {i}",
                Kind = MonitorKind.Http,
                Http = new HttpTarget { Url = url(i) },
                IntervalSeconds = intervalSeconds,
                TimeoutSeconds = 5,
                Regions = sorted,
                Shard = shards[i / perShard],
                CreatedAt = now,
                UpdatedAt = now,
            })],
            sorted);
    }

    public async Task SaveAsync(LocalStack stack)
    {
        await using var services = new ServiceCollection().AddStatusHawkStores(stack.Configuration()).BuildServiceProvider();
        var store = services.GetRequiredService<IMonitorStore>();
        await Parallel.ForEachAsync(Monitors, new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce }, async (monitor, token) => await store.CreateAsync(monitor, token));
    }

    /// <summary>Seconds after its interval's beginning at which a monitor is due.</summary>
    public int PhaseSeconds(int monitor) => Phase.Of(Monitors[monitor].Shard, IntervalSeconds);
}
