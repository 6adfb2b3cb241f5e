using System.Diagnostics;
using StatusHawk.Core.Monitors;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench;

/// <summary>Every monitor of a workspace goes down at once: how long until each has its incident, and whether anything was poisoned on the way.</summary>
public static class MassBench
{
    private const int BudgetSeconds = 120;
    private const int IntervalSeconds = 60;

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var count = Arguments.Number(arguments, "monitors", 1_000);
        Console.WriteLine($"{count} monitors on one target, 3 regions, every 60 s.");
        using var ports = PortBlock.Reserve();
        await using var stack = await LocalStack.StartAsync(new StackOptions
        {
            StartBound = TimeSpan.FromMinutes(3),
            Environment = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["*"] = new Dictionary<string, string> { ["Probe__MaxConcurrencyPerHost"] = "200" } },
        });
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await using var receiver = await Receiver.StartAsync();
        await using var target = SwitchTarget.Start(ports.Base);
        await client.ReadyAsync();
        receiver.Trust((await client.CreateWebhookAsync(receiver.Url())).Secret);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await client.CreateMonitorAsync(target.Url, $"Monitor {i}", 10, IntervalSeconds));
        Console.WriteLine("Created. Waiting until all are up …");
        await Eventually.BecomesTrueAsync(async () => await client.CountAsync("up") == count, "all are up", TimeSpan.FromMinutes(5));

        using var counts = new CosmosCounts(stack);
        await counts.ResetAsync();
        target.Refuse();
        var watch = Stopwatch.StartNew();
        var first = double.NaN;
        var open = 0;
        while (open < count && watch.Elapsed < TimeSpan.FromSeconds(5 * BudgetSeconds))
        {
            await Task.Delay(1_000);
            open = await client.CountAsync("down");
            if (open > 0 && double.IsNaN(first)) first = watch.Elapsed.TotalSeconds;
        }

        var down = watch.Elapsed.TotalSeconds;
        var incidents = 0;
        while (incidents < count && watch.Elapsed < TimeSpan.FromSeconds(5 * BudgetSeconds))
        {
            incidents = (await log.IncidentsAsync()).Count;
            await Task.Delay(1_000);
        }

        var opened = watch.Elapsed.TotalSeconds;
        while (receiver.Taken().Count < count && watch.Elapsed < TimeSpan.FromSeconds(6 * BudgetSeconds)) await Task.Delay(500);
        var told = watch.Elapsed.TotalSeconds;
        var shards = (count + IShardStore.Capacity - 1) / IShardStore.Capacity;
        var looks = (double)await counts.LooksAsync() / shards;
        await counts.ResetAsync();
        await Task.Delay(TimeSpan.FromSeconds(IntervalSeconds));
        var lasting = (double)await counts.LooksAsync() / shards;
        var poisoned = await log.PoisonedAsync();
        Figure[] figures =
        [
            new("mass", "monitors", count, "monitors"),
            new("mass", "break → first is down", first, "s"),
            new("mass", "break → all are down", down, "s"),
            new("mass", "break → all incidents open (a slot of 60 s included)", opened, "s", BudgetSeconds),
            new("mass", "break → all told", told, "s"),
            new("mass", "looks at a shard's log until all are told", looks, "queries"),
            new("mass", "looks at a shard's log by slot while it lasts", lasting, "queries"),
            new("mass", "incidents open", incidents, "incidents", count, AtLeast: true),
            new("mass", "alerts told", receiver.Taken().Count, "alerts", count, AtLeast: true),
            new("mass", "queues with poisoned messages", poisoned, "queues", 0),
        ];
        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }
}
