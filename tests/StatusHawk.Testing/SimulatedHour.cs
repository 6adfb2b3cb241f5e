using System.Collections.Concurrent;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Testing;

/// <summary>
/// An hour in the life of many monitors, in one process: the planner's messages go to a simulated probe in each region, its results into recording, and when the hour
/// has settled it is summed up. Every hundredth shard is down for ten minutes. What was generated is counted apart, so that what was made of it can be compared.
/// </summary>
public sealed class SimulatedHour
{
    /// <summary>Minutes of the hour in which every hundredth shard is down.</summary>
    private const int DownFrom = 20;
    private const int UpFrom = 30;

    private static readonly string[] Regions = ["asia", "eu", "us"];
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private readonly PipelineWorld _world = new();
    private readonly HashSet<string> _ill;
    private readonly ConcurrentDictionary<(string Region, Outcome Outcome), long> _generated = new();
    private readonly ConcurrentDictionary<string, LatencyHistogram> _latencies = new();

    public SimulatedHour(int monitors)
    {
        Monitors = monitors;
        Hour = Slot.Of(_world.Clock.GetUtcNow());
        _ill = [.. Enumerable.Range(0, (monitors / IShardStore.Capacity) + 1).Where(shard => shard % 100 == 7).Select(ShardOf)];
    }

    public int Monitors { get; }

    /// <summary>Where the hour begins.</summary>
    public Slot Hour { get; }

    /// <summary>Runs it all.</summary>
    /// <param name="say">Takes a line now and then.</param>
    public async Task<SimulatedTotals> RunAsync(Action<string> say)
    {
        await CreateAsync();
        say($"{Monitors} monitors created.");
        var pending = new SortedDictionary<Slot, List<RoundRequest>>();
        for (var minute = 0; minute < 62; minute++)
        {
            for (var step = TimeSpan.Zero; step < TimeSpan.FromMinutes(1); step += Step)
            {
                await _world.Scheduling.RunAsync(default);
                foreach (var message in _world.Stores.Queues.Drain().Where(message => message.Queue.StartsWith(Queues.Checks(""), StringComparison.Ordinal)))
                {
                    foreach (var round in StatusHawkJson.Read<RoundsMessage>(message.Json).Rounds)
                        (pending.TryGetValue(round.Slot, out var same) ? same : pending[round.Slot] = []).Add(round);
                }

                _world.Clock.Advance(Step);
                await ProbeAsync(pending);
                _world.Stores.Journal.Clear();
            }

            if (minute % 10 == 9) say($"{minute + 1} minutes, {_generated.Values.Sum()} observations of the hour so far.");
        }

        _world.Clock.Advance(Replay.Settling);
        var summedUp = await SumUpAsync();
        say($"{summedUp} shards summed up.");
        return Totals();
    }

    private async Task CreateAsync()
    {
        var now = _world.Clock.GetUtcNow();
        for (var i = 0; i < Monitors; i++)
        {
            await _world.Stores.Monitors.CreateAsync(
                new Monitor
                {
                    Id = Ids.Of(Ids.Monitor, $"{i}"),
                    WorkspaceId = PipelineWorld.Workspace,
                    Name = $"Monitor {i}",
                    Kind = MonitorKind.Http,
                    Http = new HttpTarget { Url = $"https://shop-{i}.example.com/health" },
                    Regions = Regions,
                    Shard = ShardOf(i / IShardStore.Capacity),
                    CreatedAt = now,
                    UpdatedAt = now,
                },
                default);
        }

        // As if summing up had gone on before: the hour that begins now is the next one.
        await _world.Stores.Progress.TryMoveAsync(RollUpSpan.Hour, Hour, null, default);
        _world.Stores.Journal.Clear();
    }

    private async Task ProbeAsync(SortedDictionary<Slot, List<RoundRequest>> pending)
    {
        var now = Slot.Of(_world.Clock.GetUtcNow());
        while (pending.Count > 0 && pending.Keys.First() is var slot && slot <= now)
        {
            var rounds = pending[slot];
            pending.Remove(slot);
            foreach (var region in rounds.GroupBy(round => round.Region))
            {
                await Parallel.ForEachAsync(region.Chunk(20), async (some, _) =>
                    await _world.Recording.RecordAsync(new ResultsMessage { Entries = [.. some.Select(Run)] }, _world.Orchestrations, default));
            }
        }
    }

    private LogEntry Run(RoundRequest round)
    {
        var minute = (round.Slot.EpochSeconds - Hour.EpochSeconds) / 60.0;
        var isDown = _ill.Contains(round.Shard) && minute is >= DownFrom and < UpFrom;
        CheckResult[] results = [.. round.Checks.Select(check => isDown ? Down(check) : Up(check, round))];
        if (round.Slot >= Hour && round.Slot < Hour + Hours.One) Count(round.Region, results);
        return new LogEntry { Kind = EntryKind.Round, Shard = round.Shard, WorkspaceId = round.WorkspaceId, Slot = round.Slot, Region = round.Region, Part = round.Part, Results = results };
    }

    private void Count(string region, CheckResult[] results)
    {
        foreach (var outcome in results.GroupBy(result => result.Outcome)) _generated.AddOrUpdate((region, outcome.Key), outcome.Count(), (_, known) => known + outcome.Count());
        var latencies = _latencies.GetOrAdd(region, _ => new());
        lock (latencies)
        {
            foreach (var result in results.Where(result => result.Outcome == Outcome.Up)) latencies.Add(result.Timings.Total);
        }
    }

    private static CheckResult Down(CheckSpec check) =>
        new() { MonitorId = check.MonitorId, Outcome = Outcome.Down, Evidence = new Evidence { Error = ErrorClass.Refused, Message = "Nothing listens." } };

    private static CheckResult Up(CheckSpec check, RoundRequest round)
    {
        // The same in every process: what HashCode gives is not.
        var random = (uint)round.Slot.EpochSeconds;
        foreach (var letter in check.MonitorId) random = (random ^ letter) * 16_777_619;
        random = (random ^ round.Region[0]) * 16_777_619;
        return new CheckResult { MonitorId = check.MonitorId, Outcome = Outcome.Up, Timings = new(1, (int)(random % 40), (int)(random / 64 % 60), (int)(20 + (random / 4_096 % 400)), random % 500 == 0 ? 4_000 : 2) };
    }

    private async Task<int> SumUpAsync()
    {
        await _world.Summaries.RequestAsync(default);
        var requests = _world.Stores.Queues.Drain().Where(message => message.Queue == Queues.RollUps).Select(message => StatusHawkJson.Read<RollUpRequest>(message.Json)).ToArray();
        await Parallel.ForEachAsync(requests, async (request, token) => await _world.Compaction.RunAsync(request, token));
        return requests.Count(request => request.Span == RollUpSpan.Hour && request.From == Hour);
    }

    private SimulatedTotals Totals()
    {
        var counts = new Dictionary<(string, Outcome), long>();
        var latencies = Regions.ToDictionary(region => region, _ => new LatencyHistogram());
        var time = new VerdictTime();
        var hours = 0;
        foreach (var hour in _world.Stores.History.All.Where(rollUp => rollUp.Span == RollUpSpan.Hour && rollUp.From == Hour))
        {
            hours++;
            time += hour.Time;
            foreach (var (region, counted) in hour.Regions)
            {
                Add(region, Outcome.Up, counted.Up);
                Add(region, Outcome.Degraded, counted.Degraded);
                Add(region, Outcome.Down, counted.Down);
                Add(region, Outcome.Inconclusive, counted.Inconclusive);
                if (counted.Latency is not null) latencies[region].Add(counted.Latency);
            }
        }

        return new(hours, _generated.ToDictionary(), counts, SameLatencies(latencies), time, _ill.Count * IShardStore.Capacity * (UpFrom - DownFrom) * 60L);

        void Add(string region, Outcome outcome, long count)
        {
            if (count > 0) counts[(region, outcome)] = counts.GetValueOrDefault((region, outcome)) + count;
        }
    }

    private bool SameLatencies(Dictionary<string, LatencyHistogram> made) => Regions.All(region =>
        System.Text.Json.JsonSerializer.Serialize(made[region], StatusHawkJson.Options) == System.Text.Json.JsonSerializer.Serialize(_latencies[region], StatusHawkJson.Options));

    private static string ShardOf(int shard) => Ids.Of(Ids.Shard, $"{shard}");
}

/// <summary>What was generated in an hour, and what history says of it.</summary>
/// <param name="Hours">Monitors of which there is an hour.</param>
/// <param name="Generated">Observations of the hour, by region and outcome.</param>
/// <param name="Counted">The same, as summed up.</param>
/// <param name="SameLatencies">Whether the histograms of all monitors together are those of all that was generated.</param>
/// <param name="Time">Seconds of all monitors together.</param>
/// <param name="DownSeconds">Seconds that targets did not answer, all together.</param>
public sealed record SimulatedTotals(
    int Hours, IReadOnlyDictionary<(string Region, Outcome Outcome), long> Generated, IReadOnlyDictionary<(string Region, Outcome Outcome), long> Counted,
    bool SameLatencies, VerdictTime Time, long DownSeconds)
{
    public long Observations => Generated.Values.Sum();

    public bool IsExact => Generated.Count == Counted.Count && Generated.All(each => Counted.GetValueOrDefault(each.Key) == each.Value) && SameLatencies;
}
