using StatusHawk.Bench.Cost;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Bench.Pipeline;

/// <summary>The figures of a window, with their budgets.</summary>
public static class PipelineFigures
{
    private const string Bench = "pipeline";
    private const double MostMessages = 0.03, MostRequestUnits = 0.5;

    public static IEnumerable<Figure> All(Window window)
    {
        var checks = window.Checks;
        yield return Figure("checks that reached the target", checks, "checks");
        yield return Figure("observations due", window.Coverage.Expected, "");
        yield return Figure("observations missing", window.Coverage.Missing, "", 0);
        yield return Figure("observations stored twice", window.Coverage.Twice, "", 0);
        yield return Figure("observations that were not up", window.Coverage.NotUp, "", 0);
        yield return Figure("checks beyond one for each observation", checks - window.Coverage.Found, "checks");
        yield return Figure("slot → connection accepted, p50", Report.Percentile(window.Late, .50) * 1_000, "ms");
        yield return Figure("slot → connection accepted, p99", Report.Percentile(window.Late, .99) * 1_000, "ms", 250);
        yield return Figure("slot → connection accepted, most", window.Late.Max() * 1_000, "ms");
        yield return Messages(window);
        yield return Figure("messages in the queues, mean", window.Backlog.Mean, "messages");
        yield return Figure("messages in the queues, last third ÷ first", window.Backlog.Growth, "×", 1.25);
        yield return Figure("messages poisoned", window.Poisoned, "messages", 0);

        foreach (var figure in OfStore(window)) yield return figure;
        foreach (var figure in OfApps(window)) yield return figure;
    }

    /// <summary>Those that a short window at another interval is for.</summary>
    public static IEnumerable<Figure> Brief(Window window)
    {
        var every = $"every {window.Population.IntervalSeconds} s";
        yield return Messages(window);
        yield return RequestUnitsTogether(window) with { Metric = $"request units per check, together, {every}" };
        yield return Figure($"observations missing, {every}", window.Coverage.Missing, "", 0);
        yield return Figure($"slot → connection accepted, {every}, p99", Report.Percentile(window.Late, .99) * 1_000, "ms", 250);
    }

    private static Figure Messages(Window window) => Figure(
        $"queue messages per check, every {window.Population.IntervalSeconds} s", window.Sum(StorageOperation.QueuePut) / window.Checks, "messages", InFullShards(window, MostMessages));

    private static IEnumerable<Figure> OfStore(Window window)
    {
        var checks = window.Checks;
        var perShard = window.Population.Monitors.Count / window.Population.Shards.Count();
        var rounds = window.Cosmos["log create"].RequestUnits / checks;
        var others = (window.Cosmos.RequestUnits / checks) - rounds;
        var history = History(window, perShard);
        yield return Figure("request units per check: its share of the round, counted", rounds, "RU");
        yield return Figure("… of the round's expiry in 8 days, computed: as its creation", rounds, "RU");
        yield return Figure("… of all other requests, counted", others, "RU");
        yield return Figure("… of hourly history, computed", history, "RU");
        yield return RequestUnitsTogether(window);
        foreach (var size in new[] { 20, 5 }.Where(size => size < perShard))
        {
            var smaller = RequestUnits.OfCreate(Counting.BytesOfDocument(window, size)) / size;
            yield return Figure($"… in shards of {size}, computed from the stored rounds, cut", (2 * smaller) + others + History(window, size), "RU");
        }

        var dearest = window.Cosmos.Operations.Where(operation => operation.Key != "log create").OrderByDescending(operation => operation.Value.RequestUnits).Take(5);
        foreach (var (name, operation) in dearest)
            yield return Figure($"of all other requests: {name}, per minute", operation.RequestUnits / window.Length.TotalMinutes, "RU");
        yield return Figure("bytes stored per observation", (double)window.LogBytes / window.Coverage.Found, "bytes", 60);
    }

    private static Figure RequestUnitsTogether(Window window)
    {
        var history = History(window, window.Population.Monitors.Count / window.Population.Shards.Count());
        var counted = window.Cosmos.RequestUnits + window.Cosmos["log create"].RequestUnits;
        return Figure("request units per check, together", (counted / window.Checks) + history, "RU", InFullShards(window, MostRequestUnits));
    }

    /// <summary>Budgets of what checks share are for a thousand monitors in full shards: fewer have less to share.</summary>
    private static double? InFullShards(Window window, double budget) =>
        window.Population.Monitors.Count >= 1_000 && window.Population.Shards.Count() * IShardStore.Capacity < window.Population.Monitors.Count + IShardStore.Capacity ? budget : null;

    /// <summary>Request units of one check, by the cost model.</summary>
    private static double History(Window window, int monitorsOfShard)
    {
        var (regions, interval) = (window.Population.Regions.Count, window.Population.IntervalSeconds);
        var shard = new Load(monitorsOfShard, 0, 0, 0, regions * 60.0 / interval, Counting.BytesOfDocument(window, monitorsOfShard));
        return CostModel.HistoryRequestUnitsPerHour(shard) * interval / 3_600 / regions;
    }

    private static IEnumerable<Figure> OfApps(Window window)
    {
        foreach (var (name, app) in new[] { ("Pipeline", "pipeline"), ("all Probes", "probe") })
        {
            yield return Figure($"{name}: CPU per check", window.CpuOf(app) * 1_000 / window.Checks, "ms");
            yield return Figure($"{name}: messages put, got, deleted, per check", Moved(window, app) / window.Checks, "ops");
            yield return Figure($"{name}: queues asked in vain, per second", window.Sum(StorageOperation.QueuePoll, app) / window.Length.TotalSeconds, "ops");
            yield return Figure($"{name}: tables and blobs, per second", Others(window, app) / window.Length.TotalSeconds, "ops");
            yield return Figure($"{name}: held a message, share of the time, of one process", Active(window, app), "");
        }

        foreach (var emulator in new[] { "api", "azurite", "cosmos", "bench" }) yield return Figure($"{emulator}: CPU per check", window.CpuOf(emulator) * 1_000 / window.Checks, "ms");
    }

    private static double Moved(Window window, string app) =>
        window.Sum(StorageOperation.QueuePut, app) + window.Sum(StorageOperation.QueueGet, app) + window.Sum(StorageOperation.QueueDelete, app);

    private static double Others(Window window, string app) =>
        window.Sum(StorageOperation.TableRead, app) + window.Sum(StorageOperation.TableWrite, app)
        + window.Sum(StorageOperation.BlobRead, app) + window.Sum(StorageOperation.BlobWrite, app);

    private static double Active(Window window, string app) =>
        window.Storage.Where(tally => tally.Key.StartsWith(app, StringComparison.Ordinal)).Average(tally => tally.Value.Active.TotalSeconds) / window.Length.TotalSeconds;

    private static Figure Figure(string metric, double value, string unit, double? budget = null) => new(Bench, metric, value, unit, budget);
}
