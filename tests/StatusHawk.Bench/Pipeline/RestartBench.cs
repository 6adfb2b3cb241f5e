using StatusHawk.Core.Monitors;

namespace StatusHawk.Bench.Pipeline;

/// <summary>Everything dies at once (<c>kill -9</c>) and starts again on the same data: how long until every monitor has been checked again.</summary>
public static class RestartBench
{
    private const int ScheduledEverySeconds = 10;

    // Azurite writes its files every five seconds.
    private const int SavedAfterSeconds = 7;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(15);

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var monitors = Arguments.Number(arguments, "monitors", 1_000);
        int[] intervals = arguments.Contains("--interval") ? [Arguments.Number(arguments, "interval", 60)] : [60, 10];
        Console.WriteLine($"{monitors} monitors, 3 regions, every {string.Join(" s, then every ", intervals)} s; about {2 * intervals.Length + 1} minutes.");
        var figures = new List<Figure>();
        foreach (var interval in intervals) figures.AddRange(await MeasureAsync(monitors, interval));
        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(int monitors, int interval)
    {
        await using var stage = await Stage.StartAsync(monitors, IShardStore.Capacity, interval);
        await stage.EachCheckedAsync(DateTimeOffset.MinValue, Bound);

        // At any moment but the five seconds after the scheduler's: what Azurite was told then it forgets, as Azure's queues do not, and the slot a minute later is missed.
        await Task.Delay(Random.Shared.NextDouble() * TimeSpan.FromSeconds(Math.Min(interval, 20)));
        while (DateTimeOffset.UtcNow.Second % ScheduledEverySeconds < SavedAfterSeconds) await Task.Delay(100);
        Console.WriteLine("Killing everything …");
        var killed = DateTimeOffset.UtcNow;
        await stage.KillAsync();
        var again = stage.EachCheckedAsync(DateTimeOffset.UtcNow, Bound);
        await stage.StartAgainAsync();
        var healthy = DateTimeOffset.UtcNow;
        Console.WriteLine($"  healthy after {(healthy - killed).TotalSeconds:0.0} s");
        var all = await again;
        Console.WriteLine($"  every monitor checked again after {(all.FromSomewhere - killed).TotalSeconds:0.0} s");

        return
        [
            Seconds("kill → all processes healthy", killed, healthy),
            Seconds("kill → every monitor checked", killed, all.FromSomewhere),
            Seconds("kill → every monitor checked from every region", killed, all.FromEverywhere),
            Seconds("healthy → every monitor checked", healthy, all.FromSomewhere) with { Budget = interval, Baseline = UptimeKuma() },
            Seconds("healthy → every monitor checked from every region", healthy, all.FromEverywhere) with { Budget = interval },
        ];

        Figure Seconds(string metric, DateTimeOffset from, DateTimeOffset to) =>
            new("restart", $"every {interval} s: {metric}", Math.Max(0, (to - from).TotalSeconds), "s");

        // Measured with 1,000 monitors every 60 s.
        double? UptimeKuma() => monitors == 1_000 && interval == 60 ? 638 : null;
    }
}
