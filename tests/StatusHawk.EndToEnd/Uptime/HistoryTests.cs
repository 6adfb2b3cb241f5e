using System.Globalization;
using System.Text.Json.Nodes;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Uptime;

public sealed class HistoryTests(StackFixture fixture)
{
    private const int DownFrom = 20;
    private const int UpFrom = 30;
    private const int SilentFrom = 40;
    private const int HeardFrom = 55;

    [Fact]
    public async Task Rounds_that_come_hours_late_make_their_hour_and_others_later_still_correct_it()
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await client.ReadyAsync();
        var hour = Hours.HourOf(Slot.Of(DateTimeOffset.UtcNow)) - (3 * Hours.One);
        var monitor = Old(stack);
        await log.CreateAsync(monitor);

        await SendAsync(log, Enumerable.Range(0, 60).Where(minute => minute is < SilentFrom or >= HeardFrom).SelectMany(minute => Rounds(monitor, hour, minute)));

        var first = await HourAsync(client, monitor, hour, checks: 45);
        ((long)first["seconds"]!["down"]!).ShouldBe((UpFrom - DownFrom) * 60);
        // The last word before the silence counts for three minutes.
        var unknown = ((HeardFrom - SilentFrom + 1) * 60) - 181;
        ((long)first["seconds"]!["unknown"]!).ShouldBe(unknown);
        ((long)first["seconds"]!["up"]!).ShouldBe(3_600 - 600 - unknown);
        foreach (var region in monitor.Regions)
        {
            var counts = first["regions"]![region]!;
            ((int)counts["up"]!).ShouldBe(35);
            ((int)counts["down"]!).ShouldBe(10);
            ((int)counts["latency"]!["p50"]!).ShouldBe(15);
        }

        await SendAsync(log, Rounds(monitor, hour, 45));

        var second = await HourAsync(client, monitor, hour, checks: 46);
        ((long)second["seconds"]!["unknown"]!).ShouldBeLessThan(unknown);
        ((long)second["seconds"]!["down"]!).ShouldBe(600);

        // Api keeps what it read of a workspace for some seconds, and another test may have asked just before.
        await Eventually.BecomesTrueAsync(async () =>
        {
            var overview = await client.SendAsync(HttpMethod.Get, "overview", body: null);
            var item = overview["items"]!.AsArray().Single(each => (string)each!["id"]! == monitor.Id)!;
            return item["uptimes"]!.AsArray().Count(cell => cell is not null && (double)cell < 1) == 1;
        }, "the overview shows the one hour that was not all up");
        (await client.DeleteMonitorAsync(monitor.Id)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_hour_that_is_not_over_is_shown_from_the_log()
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await client.ReadyAsync();
        var id = await client.CreateMonitorAsync(stack.Target.ShopUrl, "Shop with a past");
        await client.BecomesAsync(id, "up");

        // Beyond the turn of an hour it may be two.
        await Eventually.BecomesTrueAsync(async () =>
        {
            var history = await client.SendAsync(HttpMethod.Get, $"monitors/{id}/history", body: null);
            return history["summary"] is { } summary && (double?)summary["uptime"] == 1
                && stack.Ports.Regions.All(region => (int?)summary["regions"]![region]?["up"] >= 2 && (int?)summary["regions"]![region]!["latency"]?["p99"] >= 0);
        }, "the hour has two rounds of each region");

        var raw = await client.SendAsync(HttpMethod.Get, $"monitors/{id}/history?step=raw", body: null);
        var points = raw["points"]!.AsArray();
        points.Count(point => (string)point!["kind"]! == "round").ShouldBeGreaterThanOrEqualTo(6);
        points.ShouldAllBe(point => (string)point!["outcome"]! == "up" && (int)point["timings"]!["total"]! >= 0);
        (await client.DeleteMonitorAsync(id)).ShouldBeTrue();
    }

    private static Monitor Old(LocalStack stack) => new()
    {
        Id = Ids.New(Ids.Monitor),
        WorkspaceId = stack.Secrets.WorkspaceId,
        Name = "Shop of old",
        Kind = MonitorKind.Http,
        Http = new HttpTarget { Url = stack.Target.ShopUrl },
        Regions = [.. stack.Ports.Regions.Order(StringComparer.Ordinal)],
        Shard = Ids.New(Ids.Shard),
        CreatedAt = DateTimeOffset.UtcNow.AddDays(-3),
        UpdatedAt = DateTimeOffset.UtcNow.AddDays(-3),
    };

    private static IEnumerable<LogEntry> Rounds(Monitor monitor, Slot hour, int minute) => monitor.Regions.Select(region => new LogEntry
    {
        Kind = EntryKind.Round,
        Shard = monitor.Shard,
        WorkspaceId = monitor.WorkspaceId,
        Slot = hour + TimeSpan.FromMinutes(minute),
        Region = region,
        Results = [minute is >= DownFrom and < UpFrom ? Down(monitor) : new CheckResult { MonitorId = monitor.Id, Outcome = Outcome.Up, Timings = new(1, 2, 3, 4, 5) }],
    });

    private static CheckResult Down(Monitor monitor) =>
        new() { MonitorId = monitor.Id, Outcome = Outcome.Down, Evidence = new Evidence { Error = ErrorClass.Refused, Message = "Nothing listens." } };

    private static async Task SendAsync(StackLog log, IEnumerable<LogEntry> entries)
    {
        foreach (var some in entries.Chunk(60)) await log.Queues.SendAsync(Queues.Results, new ResultsMessage { Entries = some }, null, null, default);
    }

    private static async Task<JsonNode> HourAsync(StackClient client, Monitor monitor, Slot hour, int checks)
    {
        var (from, to) = (Text(hour), Text(hour + Hours.One));
        JsonNode? point = null;
        await Eventually.BecomesTrueAsync(async () =>
        {
            var history = await client.SendAsync(HttpMethod.Get, $"monitors/{monitor.Id}/history?step=hour&from={from}&to={to}", body: null);
            point = history["points"]!.AsArray().SingleOrDefault();
            return point is not null && monitor.Regions.All(region => point["regions"]![region] is { } counts && (int)counts["up"]! + (int)counts["down"]! == checks);
        }, $"the hour holds {checks} checks of each region");
        return point!;
    }

    private static string Text(Slot slot) => slot.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
