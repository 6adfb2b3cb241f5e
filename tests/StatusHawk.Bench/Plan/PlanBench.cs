using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Bench.Probe;
using StatusHawk.Core.Monitors;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench.Plan;

/// <summary>
/// What the plan of a large installation costs: CPU and memory of a process that holds it and plans from it, and how long it takes to load, from a feed in
/// memory and from the Cosmos emulator's change feed.
/// </summary>
public static class PlanBench
{
    private const double Megabyte = 1024 * 1024;
    private const int CreatesAtOnce = 64;
    private static readonly string[] Sources = ["memory", "cosmos"];

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var count = Arguments.Number(arguments, "monitors", 100_000);
        var only = Arguments.Word(arguments, "from", Sources);
        Console.WriteLine($"{count} monitors × {ManyMonitors.Regions.Count} regions every {ManyMonitors.IntervalSeconds} s, in a process of its own. CPU is the process's, user and system.");
        var figures = new List<Figure>();
        if (only is null or "memory") figures.AddRange(FromMemory(await RunAsync(["memory", $"{count}"], null)));
        if (only is null or "cosmos") figures.AddRange(await FromCosmosAsync(count));
        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    private static IEnumerable<Figure> FromMemory(PlanMeasures measures) =>
    [
        new("plan", "monitors", measures.Monitors, "monitors"),
        new("plan", "plan loaded from memory (each from its JSON)", measures.LoadSeconds, "s", 30),
        new("plan", "first tick, just started and no cursor, CPU", measures.First.CpuMilliseconds, "ms"),
        new("plan", "tick of 10 s, the pure function, CPU", measures.Pure.CpuMilliseconds, "ms", 500),
        new("plan", "tick of 10 s, packed and written, CPU", measures.Ordinary.CpuMilliseconds, "ms", 500),
        new("plan", "tick of 10 s: rounds", measures.Ordinary.Rounds, "rounds"),
        new("plan", "tick of 10 s: messages", measures.Ordinary.Messages, "messages"),
        new("plan", "tick of 10 s: written", measures.Ordinary.Bytes / Megabyte, "MB"),
        new("plan", "catch-up of 120 s, the pure function, CPU", measures.PureCatchUp.CpuMilliseconds, "ms", 500),
        new("plan", "catch-up of 120 s, packed and written, CPU", measures.CatchUp.CpuMilliseconds, "ms", 500),
        new("plan", "catch-up of 120 s: rounds", measures.CatchUp.Rounds, "rounds"),
        new("plan", "catch-up of 120 s: messages", measures.CatchUp.Messages, "messages"),
        .. Memory(measures, "memory", 300),
    ];

    /// <summary>The process at its largest has a budget where the plan is all that it holds; with the client of Cosmos in it, some 100 MB are that client's.</summary>
    private static IEnumerable<Figure> Memory(PlanMeasures measures, string from, double? budget) =>
    [
        new("plan", $"loaded from {from}: managed heap, the plan alone", measures.HeapBytes / Megabyte, "MB"),
        new("plan", $"loaded from {from}: RSS after all ticks", measures.ResidentBytes / Megabyte, "MB", budget),
        new("plan", $"loaded from {from}: RSS at its peak, loading included", measures.PeakResidentBytes / Megabyte, "MB", budget),
    ];

    private static async Task<IEnumerable<Figure>> FromCosmosAsync(int count)
    {
        await using var stack = await LocalStack.StartAsync(new StackOptions { Parts = StackParts.Emulators, Say = Console.WriteLine, StartBound = TimeSpan.FromMinutes(3) });
        await CreateAsync(stack, count);
        var settings = stack.Configuration().AsEnumerable().Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key.Replace(":", "__"), setting => setting.Value!);
        var measures = await RunAsync(["cosmos"], settings);
        return
        [
            new("plan", "loaded from cosmos: monitors", measures.Monitors, "monitors", count, AtLeast: true),
            new("plan", "plan loaded from the Cosmos emulator's change feed", measures.LoadSeconds, "s", 30),
            new("plan", "loading it, CPU of the process", measures.LoadCpuSeconds, "s"),
            .. Memory(measures, "cosmos", null),
        ];
    }

    private static async Task CreateAsync(LocalStack stack, int count)
    {
        await using var services = new ServiceCollection().AddStatusHawkStores(stack.Configuration()).BuildServiceProvider();
        var store = services.GetRequiredService<IMonitorStore>();
        var watch = Stopwatch.StartNew();
        var (created, shown) = (0, TimeSpan.Zero);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = CreatesAtOnce }, async (number, token) =>
        {
            await store.CreateAsync(ManyMonitors.Number(number), token);
            var done = Interlocked.Increment(ref created);
            if (watch.Elapsed - shown < TimeSpan.FromSeconds(5)) return;
            shown = watch.Elapsed;
            Console.WriteLine($"  {done} monitors created, {done / watch.Elapsed.TotalSeconds:0}/s …");
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count} monitors created in {watch.Elapsed.TotalSeconds:0.0} s."));
    }

    private static async Task<PlanMeasures> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        using var child = ChildProcess.Start("dotnet", [typeof(PlanBench).Assembly.Location, PlanProcess.Command, .. arguments], environment, talks: true);
        return JsonSerializer.Deserialize<PlanMeasures>(await child.AskAsync(""))!;
    }
}
