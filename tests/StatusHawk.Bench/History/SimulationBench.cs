using System.Diagnostics;
using StatusHawk.Testing;

namespace StatusHawk.Bench.History;

/// <summary>Many monitors for a simulated hour, from the planner to the roll-up, in this process and over stores in memory.</summary>
internal static class SimulationBench
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(int monitors)
    {
        Console.WriteLine($"{monitors} monitors, 3 regions, every 60 s, for a simulated hour:");
        using var process = Process.GetCurrentProcess();
        var (watch, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var totals = await new SimulatedHour(monitors).RunAsync(line => Console.WriteLine($"  {watch.Elapsed.TotalSeconds,5:0} s  {line}"));
        process.Refresh();
        var used = process.TotalProcessorTime - cpu;
        return
        [
            new("history", "simulated hour: monitors summed up", totals.Hours, "monitors", monitors, AtLeast: true),
            new("history", "simulated hour: observations generated", totals.Observations, "checks", monitors * 180L, AtLeast: true),
            new("history", "simulated hour: observations in hours", totals.Counted.Values.Sum(), "checks", totals.Observations, AtLeast: true),
            new("history", "simulated hour: differences by region and outcome, and in latencies", totals.IsExact ? 0 : 1, "", 0),
            new("history", "simulated hour: seconds down, off from those generated", Math.Abs(totals.Time.Down - totals.DownSeconds), "s", 0),
            new("history", "simulated hour took", watch.Elapsed.TotalSeconds, "s"),
            new("history", "CPU for each observation, planner to roll-up, stores in memory included", used.TotalMicroseconds / totals.Observations, "µs"),
            new("history", "largest memory", process.PeakWorkingSet64 / 1_000_000.0, "MB"),
        ];
    }
}
