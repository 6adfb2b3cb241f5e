using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench.History;

/// <summary>How long a chart of 90 days and an overview of 1,000 monitors take, from the API's process over the emulators, and what they read.</summary>
internal static class ChartsBench
{
    private const int Monitors = 1_000;
    private const int Asked = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        Console.WriteLine($"Storing 90 days of one monitor, and the overviews of {Monitors} …");
        await using var stack = await LocalStack.StartAsync(new StackOptions { StartBound = TimeSpan.FromMinutes(3), Parts = StackParts.Apps });
        await stack.Pipeline.StopAsync();
        using var client = new StackClient(stack);
        await client.ReadyAsync();
        await using var services = new ServiceCollection().AddStatusHawkStores(stack.Configuration()).BuildServiceProvider();
        var history = services.GetRequiredService<IHistoryStore>();
        var monitors = await CreateAsync(services.GetRequiredService<IMonitorStore>(), services.GetRequiredService<ILiveStore>(), stack.Secrets.WorkspaceId);
        await StorePastAsync(history, monitors[0]);
        await StoreOverviewsAsync(history, monitors);

        var counting = new CountingHistory(history);
        var log = services.GetRequiredService<ICheckLog>();
        var past = new MonitorHistory(counting, new MonitorLogs(log, new VerdictOptions()), log, new VerdictOptions(), TimeProvider.System);
        var today = Hours.DayOf(Slot.Of(DateTimeOffset.UtcNow));
        var days = await past.ReadDaysAsync(monitors[0], today - (89 * Hours.Day), today + Hours.Day, default);

        Console.WriteLine($"Asking {Asked} times each …");
        var chart = await TimeAsync(client, $"monitors/{monitors[0].Id}/history?step=day");
        var week = await TimeAsync(client, $"monitors/{monitors[0].Id}/history?step=hour&from={DateTimeOffset.UtcNow.AddDays(-7):yyyy-MM-ddTHH:mm:ssZ}");
        var hours = await TimeAsync(client, "overview?step=hour");
        var ninety = await TimeAsync(client, "overview?step=day");
        return
        [
            new("history", "90-day chart: days shown", days.Count, "days", 90, AtLeast: true),
            new("history", "90-day chart: documents read", counting.Documents, "docs", 100),
            new("history", "an hour of one monitor, 3 regions every 60 s, as JSON", BytesOf(RollUpOf(monitors[0], RollUpSpan.Hour, today, today + Hours.One, new Random(1))), "B"),
            new("history", "a day of one monitor, as JSON", BytesOf(RollUpOf(monitors[0], RollUpSpan.Day, today, today + Hours.Day, new Random(1))), "B"),
            new("history", "an overview of a full shard, 24 hours, as JSON", BytesOf((await history.ReadOverviewAsync(stack.Secrets.WorkspaceId, monitors[0].Shard, RollUpSpan.Hour, default))!.Value), "B"),
            new("history", "the same, 90 days", BytesOf((await history.ReadOverviewAsync(stack.Secrets.WorkspaceId, monitors[0].Shard, RollUpSpan.Day, default))!.Value), "B"),
            new("history", "90-day chart, p50", Report.Percentile(chart, 0.5), "ms"),
            new("history", "90-day chart, p95", Report.Percentile(chart, 0.95), "ms", 50),
            new("history", "7 days by the hour, p95", Report.Percentile(week, 0.95), "ms"),
            new("history", $"overview of {Monitors} monitors, 24 hours, p50", Report.Percentile(hours, 0.5), "ms"),
            new("history", $"overview of {Monitors} monitors, 24 hours, p95", Report.Percentile(hours, 0.95), "ms", 50),
            new("history", $"overview of {Monitors} monitors, 90 days, p95", Report.Percentile(ninety, 0.95), "ms"),
        ];
    }

    private static async Task<Monitor[]> CreateAsync(IMonitorStore store, ILiveStore live, string workspaceId)
    {
        Monitor[] monitors = [.. Enumerable.Range(0, Monitors).Select(i => new Monitor
        {
            Id = Ids.New(Ids.Monitor),
            WorkspaceId = workspaceId,
            Name = $"Monitor {i}",
            Kind = MonitorKind.Http,
            Http = new HttpTarget { Url = $"https://shop-{i}.example.com/" },
            Regions = ["asia", "eu", "us"],
            Shard = Ids.Of(Ids.Shard, $"shard {i / IShardStore.Capacity}"),
            CreatedAt = DateTimeOffset.UtcNow.AddDays(-200),
            UpdatedAt = DateTimeOffset.UtcNow.AddDays(-200),
        })];
        await Parallel.ForEachAsync(monitors, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (monitor, _) =>
        {
            await store.CreateAsync(monitor, default);
            await live.TryWriteAsync(UpIn(monitor), null, default);
        });
        return monitors;
    }

    private static LiveState UpIn(Monitor monitor) => new()
    {
        Revision = 1,
        MonitorId = monitor.Id,
        WorkspaceId = monitor.WorkspaceId,
        Verdict = Verdict.Up,
        Since = monitor.CreatedAt,
        Votes = monitor.Regions.ToDictionary(region => region, _ => new LiveVote(VoteValue.Up, monitor.CreatedAt)),
    };

    private static async Task StorePastAsync(IHistoryStore store, Monitor monitor)
    {
        var random = new Random(5);
        var now = Hours.HourOf(Slot.Of(DateTimeOffset.UtcNow));
        var today = Hours.DayOf(now);
        for (var day = today - (90 * Hours.Day); day < today; day += Hours.Day) await store.TryWriteAsync(RollUpOf(monitor, RollUpSpan.Day, day, day + Hours.Day, random), null, Kept, default);
        var quarter = new Slot(now.EpochSeconds / 21_600 * 21_600);
        if (quarter > today) await store.TryWriteAsync(RollUpOf(monitor, RollUpSpan.Day, today, quarter, random), null, Kept, default);
        for (var hour = now - TimeSpan.FromDays(8); hour < now; hour += Hours.One) await store.TryWriteAsync(RollUpOf(monitor, RollUpSpan.Hour, hour, hour + Hours.One, random), null, Kept, default);
    }

    private static RollUp RollUpOf(Monitor monitor, RollUpSpan span, Slot from, Slot to, Random random)
    {
        var seconds = to.EpochSeconds - from.EpochSeconds;
        var down = random.Next(3) == 0 ? random.Next(600) : 0;
        return new RollUp
        {
            MonitorId = monitor.Id,
            WorkspaceId = monitor.WorkspaceId,
            Span = span,
            From = from,
            To = to,
            Time = new VerdictTime { Up = seconds - down, Down = down },
            Ends = Verdict.Up,
            Regions = monitor.Regions.ToDictionary(region => region, _ =>
            {
                var latency = new LatencyHistogram();
                for (var check = 0; check < seconds / 60; check++) latency.Add((int)Math.Exp(4.5 + (0.6 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))));
                return new RegionCounts { Up = latency.Count, Latency = latency };
            }),
        };
    }

    private static async Task StoreOverviewsAsync(IHistoryStore store, Monitor[] monitors)
    {
        var random = new Random(6);
        foreach (var span in new[] { RollUpSpan.Hour, RollUpSpan.Day })
        {
            var last = Hours.StartOf(span, Slot.Of(DateTimeOffset.UtcNow)) - Hours.LengthOf(span);
            var seconds = (long)Hours.LengthOf(span).TotalSeconds;
            foreach (var shard in monitors.GroupBy(monitor => monitor.Shard))
            {
                var rows = shard.ToDictionary(monitor => monitor.Id, _ => new OverviewRow(
                    last - ((Overview.ShownOf(span) - 1) * Hours.LengthOf(span)),
                    [.. Enumerable.Range(0, Overview.ShownOf(span)).Select(_ => random.Next(50) == 0 ? new OverviewCell(seconds - 90, 90, 0, random.Next(2_000)) : new OverviewCell(seconds, 0, 0, random.Next(500)))]));
                await store.TryWriteOverviewAsync(new Overview { WorkspaceId = monitors[0].WorkspaceId, Shard = shard.Key, Span = span, Monitors = rows }, null, Kept, default);
            }
        }
    }

    private static int BytesOf<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, StatusHawkJson.Options).Length;

    private static async Task<double[]> TimeAsync(StackClient client, string path)
    {
        for (var i = 0; i < 20; i++) await client.SendAsync(HttpMethod.Get, path, body: null);
        var took = new double[Asked];
        for (var i = 0; i < Asked; i++)
        {
            var watch = Stopwatch.StartNew();
            await client.ReadAsync(path);
            took[i] = watch.Elapsed.TotalMilliseconds;
        }

        return took;
    }
}
