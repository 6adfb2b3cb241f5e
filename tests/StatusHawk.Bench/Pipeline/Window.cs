using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.EndToEnd;

namespace StatusHawk.Bench.Pipeline;

/// <summary>All that was counted in one stretch of time.</summary>
public sealed record Window
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(30);

    // Timers may fire early by a little; a window ends once.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    /// <summary>How long the last rounds of a window may be on their way to the log.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromSeconds(20);

    public required TimeSpan Length { get; init; }
    public required Population Population { get; init; }

    /// <summary>Seconds by which each check was late.</summary>
    public required IReadOnlyList<double> Late { get; init; }

    public required Coverage Coverage { get; init; }
    public required CosmosTally Cosmos { get; init; }

    /// <summary>Bytes of the documents that the log grew by.</summary>
    public required long LogBytes { get; init; }

    /// <summary>Rounds of the window, as the log has them.</summary>
    public required IReadOnlyList<LogEntry> Rounds { get; init; }

    public required Backlog Backlog { get; init; }
    public required IReadOnlyDictionary<string, StorageTally> Storage { get; init; }

    /// <summary>CPU seconds by process.</summary>
    public required IReadOnlyDictionary<string, double> Cpu { get; init; }

    public required int Poisoned { get; init; }

    /// <summary>Checks that reached the target.</summary>
    public int Checks => Late.Count;

    /// <summary>Of all apps, or of those that a name begins with.</summary>
    public double Sum(StorageOperation operation, string app = "") => Storage.Where(tally => tally.Key.StartsWith(app, StringComparison.Ordinal)).Sum(tally => tally.Value[operation]);

    public double CpuOf(string process) => Cpu.Where(part => part.Key.StartsWith(process, StringComparison.Ordinal)).Sum(part => part.Value);

    /// <summary>Begins one second before a slot may be due, when the rounds of the one before are done.</summary>
    /// <param name="stage">What runs.</param>
    /// <param name="length">A multiple of the interval.</param>
    public static async Task<Window> WatchAsync(Stage stage, TimeSpan length)
    {
        await UntilJustBeforeASlotAsync();
        var began = DateTimeOffset.UtcNow;
        stage.Hosts.Take();
        stage.Storage.Take();
        await CosmosTally.ResetAsync(stage.Stack);
        var (logBytes, cpu) = ((await CosmosTally.ReadAsync(stage.Stack)).LogBytes, stage.Cpu());
        var backlog = new Backlog();
        using var enough = new CancellationTokenSource();
        var watching = backlog.WatchAsync(stage.Stack, enough.Token);

        var late = new List<double>();
        while (DateTimeOffset.UtcNow is var now && now < began + length)
        {
            var left = began + length - now;
            await Task.Delay(left < ProgressEvery ? left + Moment : ProgressEvery);
            foreach (var arrival in stage.Hosts.Take())
                late.Add(Lateness.Of(arrival.At, stage.Population.PhaseSeconds(arrival.Monitor), stage.Population.IntervalSeconds).Seconds);
            var (passed, p99) = (DateTimeOffset.UtcNow - began, Report.Percentile(late, .99) * 1_000);
            Console.WriteLine($"  {passed:mm\\:ss} of {length:mm\\:ss}: {late.Count:N0} checks, late p99 {p99:0} ms, {backlog.Mean:0} messages in the queues");
        }

        // Read in this order, at once: what goes on meanwhile is counted for nobody.
        var after = stage.Cpu();
        var cosmos = await CosmosTally.ReadAsync(stage.Stack);
        var storage = stage.Storage.Take();
        await enough.CancelAsync();
        await watching;
        await using var log = new StackLog(stage.Stack);
        var (coverage, rounds) = await CoverAsync(stage, log, began, began + length);
        return new()
        {
            Length = length,
            Population = stage.Population,
            Late = late,
            Coverage = coverage,
            Cosmos = cosmos,
            LogBytes = cosmos.LogBytes - logBytes,
            Rounds = rounds,
            Backlog = backlog,
            Storage = storage,
            Cpu = after.ToDictionary(process => process.Key, process => process.Value - cpu.GetValueOrDefault(process.Key)),
            Poisoned = await log.PoisonedAsync(),
        };
    }

    /// <summary>The last rounds may still be on their way: asked again until nothing is missing, for a while.</summary>
    private static async Task<(Coverage Coverage, IReadOnlyList<LogEntry> Rounds)> CoverAsync(Stage stage, StackLog log, DateTimeOffset from, DateTimeOffset to)
    {
        var (population, until) = (stage.Population, DateTimeOffset.UtcNow + Tail);
        var monitors = population.Monitors.ToLookup(monitor => monitor.Shard, monitor => monitor.Id);
        while (true)
        {
            var entries = new List<LogEntry>();
            foreach (var shard in population.Shards) entries.AddRange(await log.ShardAsync(shard, Slot.Of(from)));
            var coverage = Coverage.Of(monitors, population.Regions, population.IntervalSeconds, from, to, entries);
            if (coverage.Missing == 0 || DateTimeOffset.UtcNow > until)
                return (coverage, [.. entries.Where(entry => entry.Kind == EntryKind.Round && entry.Slot.Time >= from && entry.Slot.Time < to)]);
            await Task.Delay(1_000);
        }
    }

    private static Task UntilJustBeforeASlotAsync()
    {
        var step = TimeSpan.FromSeconds(Phase.StepSeconds);
        var sinceSlot = TimeSpan.FromTicks(DateTimeOffset.UtcNow.Ticks % step.Ticks);
        var wait = step - TimeSpan.FromSeconds(1) - sinceSlot;
        return Task.Delay(wait < TimeSpan.Zero ? wait + step : wait);
    }
}
