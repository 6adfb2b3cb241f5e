using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Bench.Plan;

/// <summary>
/// The scheduler's part of Pipeline and nothing else, in a process of its own, so that its CPU time and its memory are those of the plan: loads it, plans,
/// writes every message's bytes, and says what that took.
/// </summary>
public static class PlanProcess
{
    /// <summary>The command that makes a process of this program a planner: then <c>memory N</c>, or <c>cosmos</c> with a store's settings in the environment.</summary>
    public const string Command = "plan-process";

    private const int Ticks = 20;
    private const int SecondsBetweenTicks = 10;
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var services = arguments[0] == "cosmos" ? new ServiceCollection().AddStatusHawkStores(configuration).BuildServiceProvider() : null;
        var feed = services?.GetRequiredService<IChangeFeed<Monitor>>() ?? new ManyMonitors(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        using var directory = new MonitorDirectory(feed, store: null!, TimeProvider.System);

        var watch = Stopwatch.StartNew();
        var before = Cpu();
        await directory.RefreshAsync(TimeSpan.Zero, CancellationToken.None);
        var shards = directory.Shards().Count;
        var (loaded, loadCpu) = (watch.Elapsed.TotalSeconds, Cpu() - before);

        // The first of each kind is compiled as it runs; a process that has just started pays that once.
        var first = Measure(1, i => Tick(directory, Noon, cursor: null));
        var ordinary = Measure(Ticks, i => Tick(directory, Noon.AddSeconds(i * SecondsBetweenTicks), Noon.AddSeconds(((i - 1) * SecondsBetweenTicks) + Planner.Horizon.TotalSeconds)));
        var pure = Measure(Ticks, i => Plan(directory, Noon.AddSeconds(i * SecondsBetweenTicks), Noon.AddSeconds(((i - 1) * SecondsBetweenTicks) + Planner.Horizon.TotalSeconds)));
        var catchUp = Measure(Ticks, i => Tick(directory, Noon, Noon - Planner.Horizon));
        var pureCatchUp = Measure(Ticks, i => Plan(directory, Noon, Noon - Planner.Horizon));

        var resident = Environment.WorkingSet;
        var peak = PeakResident();
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(JsonSerializer.Serialize(new PlanMeasures(
            directory.All().Count, shards, loaded, loadCpu, first, ordinary, pure, catchUp, pureCatchUp, resident, peak, heap)));
        return true;
    }

    private static TickMeasures Measure(int times, Func<int, (int Rounds, int Messages, long Bytes)> tick)
    {
        var before = Cpu();
        var watch = Stopwatch.StartNew();
        var done = (Rounds: 0, Messages: 0, Bytes: 0L);
        for (var i = 0; i < times; i++) done = tick(i);
        return new((Cpu() - before) / times * 1_000, watch.Elapsed.TotalMilliseconds / times, done.Rounds, done.Messages, done.Bytes);
    }

    private static (int Rounds, int Messages, long Bytes) Plan(MonitorDirectory directory, DateTimeOffset now, DateTimeOffset? cursor) =>
        (Planner.Plan(directory.Shards(), Slot.Of(cursor!.Value), now).Rounds.Count, 0, 0);

    /// <summary>As a run of the scheduler, with the bytes of each message written where they are sent from.</summary>
    private static (int Rounds, int Messages, long Bytes) Tick(MonitorDirectory directory, DateTimeOffset now, DateTimeOffset? cursor)
    {
        var tick = Planner.Plan(directory.Shards(), cursor is { } at ? Slot.Of(at) : null, now);
        var (messages, bytes) = (0, 0L);
        foreach (var message in Dispatch.Messages(tick.Rounds, now))
        {
            var length = BinaryData.FromObjectAsJson(message.Message, StatusHawkJson.Options).ToMemory().Length;
            if (length > Queues.MaxMessageBytes) throw new InvalidOperationException($"A message has {length} bytes.");
            (messages, bytes) = (messages + 1, bytes + length);
        }

        return (tick.Rounds.Count, messages, bytes);
    }

    private static double Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>The most that was resident since the process began, bytes.</summary>
    private static long PeakResident()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(new string([.. line.Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture) * 1024;
    }
}

/// <summary>What a planner process measured of itself.</summary>
/// <param name="Monitors">In the plan.</param>
/// <param name="Shards">In the plan.</param>
/// <param name="LoadSeconds">From an empty plan to the first list of shards.</param>
/// <param name="LoadCpuSeconds">CPU of the process meanwhile.</param>
/// <param name="First">The first tick of the process, which has no cursor.</param>
/// <param name="Ordinary">Ten seconds after the one before; with the messages' bytes written.</param>
/// <param name="Pure">The same, planned only.</param>
/// <param name="CatchUp">After a pause of a whole horizon.</param>
/// <param name="PureCatchUp">The same, planned only.</param>
/// <param name="ResidentBytes">At the end.</param>
/// <param name="PeakResidentBytes">The most since the start, loading included.</param>
/// <param name="HeapBytes">Managed and alive at the end: the plan.</param>
public sealed record PlanMeasures(
    int Monitors, int Shards, double LoadSeconds, double LoadCpuSeconds, TickMeasures First, TickMeasures Ordinary, TickMeasures Pure, TickMeasures CatchUp, TickMeasures PureCatchUp,
    long ResidentBytes, long PeakResidentBytes, long HeapBytes);

/// <summary>A tick, on average.</summary>
public sealed record TickMeasures(double CpuMilliseconds, double Milliseconds, int Rounds, int Messages, long Bytes);
