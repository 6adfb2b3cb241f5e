using StatusHawk.Bench.Cost;
using StatusHawk.Core.Monitors;
using StatusHawk.EndToEnd;

namespace StatusHawk.Bench.Pipeline;

/// <summary>
/// 1,000 monitors in three regions, on the processes of <c>./hawk up</c>: whether each slot is met, how late, and for what. The target tells lateness by itself, since a
/// slot is a phase and whole intervals: it runs from the slot to the accepted connection, with the probe's timer, its bounds and the TCP handshake in between.
/// </summary>
public static class PipelineBench
{
    private const int DefaultInterval = 10;
    private static readonly int[] OtherIntervals = [30, 60];

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var monitors = Arguments.Number(arguments, "monitors", 1_000);
        var interval = Arguments.Number(arguments, "interval", DefaultInterval);
        var minutes = Arguments.Number(arguments, "minutes", 10);
        var perShard = Math.Min(IShardStore.Capacity, Arguments.Number(arguments, "shard", IShardStore.Capacity));
        // Whoever names an interval wants to know of that one.
        int[] others = arguments.Contains("--interval") ? [] : OtherIntervals;
        Console.WriteLine($"{monitors} monitors in shards of {perShard}, 3 regions, every {interval} s, for {minutes} min; about {minutes + 2 + (2 * others.Length)} minutes.");

        var window = await WatchAsync(monitors, perShard, interval, TimeSpan.FromMinutes(minutes), settled: interval == Load.IntervalSeconds);
        List<Figure> figures = [.. PipelineFigures.All(window)];
        if (interval == Load.IntervalSeconds) SayForCostModel(window, window);
        foreach (var other in others)
        {
            Console.WriteLine($"Now every {other} s, for a minute …");
            var brief = await WatchAsync(monitors, perShard, other, TimeSpan.FromMinutes(1), settled: other == Load.IntervalSeconds);
            figures.AddRange(PipelineFigures.Brief(brief));
            if (other == Load.IntervalSeconds) SayForCostModel(brief, window);
        }

        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    private static void SayForCostModel(Window window, Window busiest) =>
        Console.WriteLine($"For the cost model (Cost/Counted.cs):\n{Counting.Source(Counting.Of(window, busiest))}");

    /// <param name="monitors">How many.</param>
    /// <param name="perShard">How many of them in a shard.</param>
    /// <param name="interval">Seconds between the slots of each.</param>
    /// <param name="length">How long to count; made longer to be whole intervals.</param>
    /// <param name="settled">Whether to wait, too, until the watchdog has published what the first verdicts changed: for what must not contain it.</param>
    private static async Task<Window> WatchAsync(int monitors, int perShard, int interval, TimeSpan length, bool settled)
    {
        await using var stage = await Stage.StartAsync(monitors, perShard, interval);
        using var client = new StackClient(stage.Stack);
        await client.ReadyAsync();
        // A first verdict costs writes that a healthy check does not: counting begins when each region of each monitor has its vote.
        await stage.EachCheckedAsync(DateTimeOffset.MinValue, TimeSpan.FromMinutes(5));
        await Eventually.BecomesTrueAsync(async () => await client.CountAsync("up") == monitors, "all are up", TimeSpan.FromMinutes(5));
        var pause = TimeSpan.FromSeconds(settled ? 75 - DateTimeOffset.UtcNow.Second : 15);
        await Task.Delay(pause);
        return await Window.WatchAsync(stage, TimeSpan.FromSeconds(Math.Ceiling(length.TotalSeconds / interval) * interval));
    }
}
