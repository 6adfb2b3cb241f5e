using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Tests.Uptime;

public sealed class HistoryApiTests
{
    [Fact]
    public async Task Hours_are_shown_with_uptime_coverage_and_percentiles_by_region_and_summed_up()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await OldMonitorAsync(api);
        var hour = Hours.HourOf(Slot.Of(api.Clock.GetUtcNow())) - (5 * Hours.One);
        await StoreAsync(api, RollUpOf(monitor, RollUpSpan.Hour, hour, new() { Up = 3_600 }, 100, 60));
        await StoreAsync(api, RollUpOf(monitor, RollUpSpan.Hour, hour + Hours.One, new() { Up = 1_700, Down = 100, Unknown = 1_800 }, 200, 30));

        var history = await ReadAsync(api, $"{monitor.Id}/history?from={hour.Time:O}&to={(hour + (2 * Hours.One)).Time:O}");

        var points = history.GetProperty("points").EnumerateArray().ToArray();
        points.Length.ShouldBe(2);
        points[0].GetProperty("uptime").GetDouble().ShouldBe(1);
        points[1].GetProperty("uptime").GetDouble().ShouldBe(Math.Round(1_700 / 1_800d, 6));
        points[1].GetProperty("coverage").GetDouble().ShouldBe(0.5);
        points[1].GetProperty("seconds").GetProperty("down").GetInt64().ShouldBe(100);
        points[0].GetProperty("latency").GetProperty("p50").GetInt32().ShouldBe(100);
        var summary = history.GetProperty("summary");
        summary.GetProperty("uptime").GetDouble().ShouldBe(Math.Round(5_300 / 5_400d, 6));
        var eu = summary.GetProperty("regions").GetProperty("eu");
        eu.GetProperty("up").GetInt64().ShouldBe(90);
        eu.GetProperty("latency").GetProperty("p50").GetInt32().ShouldBe(100);
        eu.GetProperty("latency").GetProperty("p99").GetInt32().ShouldBeInRange(198, 202);
    }

    [Fact]
    public async Task The_hour_that_is_not_over_comes_from_the_log_and_ends_now()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await OldMonitorAsync(api);
        api.Clock.Advance(TimeSpan.FromSeconds(1_043));
        var now = api.Clock.GetUtcNow();
        var hour = Hours.HourOf(Slot.Of(now));
        for (var slot = hour - TimeSpan.FromMinutes(10); slot <= Slot.Of(now); slot += TimeSpan.FromSeconds(60)) await LogAsync(api, monitor, slot, Outcome.Up);

        var history = await ReadAsync(api, $"{monitor.Id}/history");

        var last = history.GetProperty("points").EnumerateArray().Last();
        last.GetProperty("from").GetDateTimeOffset().ShouldBe(hour.Time);
        last.GetProperty("to").GetDateTimeOffset().ShouldBe(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)));
        last.GetProperty("uptime").GetDouble().ShouldBe(1);
        last.GetProperty("coverage").GetDouble().ShouldBe(1);
        last.GetProperty("regions").GetProperty("us").GetProperty("up").GetInt64().ShouldBe(18);
    }

    [Fact]
    public async Task Ninety_days_are_read_from_a_document_for_each_day_and_at_most_six_hours()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await OldMonitorAsync(api);
        var today = Hours.DayOf(Slot.Of(api.Clock.GetUtcNow()));
        for (var day = 1; day < 90; day++) await StoreAsync(api, RollUpOf(monitor, RollUpSpan.Day, today - (day * Hours.Day), new() { Up = 86_400 - day, Down = day }, 100, 1_440));
        var hours = (int)((Slot.Of(api.Clock.GetUtcNow()).EpochSeconds - today.EpochSeconds) / 3_600);
        var quarters = hours / 6 * 6;
        if (quarters > 0) await StoreAsync(api, RollUpOf(monitor, RollUpSpan.Day, today, new() { Up = quarters * 3_600 }, 100, quarters * 60) with { To = today + (quarters * Hours.One) });
        for (var hour = 0; hour < hours; hour++) await StoreAsync(api, RollUpOf(monitor, RollUpSpan.Hour, today + (hour * Hours.One), new() { Up = 3_600 }, 100, 60));
        api.Stores.Journal.Clear();

        var history = await ReadAsync(api, $"{monitor.Id}/history?step=day");

        var points = history.GetProperty("points").EnumerateArray().ToArray();
        points.Length.ShouldBe(hours > 0 ? 90 : 89);
        points[0].GetProperty("from").GetDateTimeOffset().ShouldBe((today - (89 * Hours.Day)).Time);
        points[0].GetProperty("seconds").GetProperty("down").GetInt64().ShouldBe(89);
        if (hours > 0) points[^1].GetProperty("seconds").GetProperty("up").GetInt64().ShouldBe(hours * 3_600);
        api.Stores.Journal.Count("History.List").ShouldBeLessThanOrEqualTo(3);
        api.Stores.Journal.Count("Log.Read").ShouldBe(0);
    }

    [Fact]
    public async Task A_stretch_that_begins_within_a_day_is_cut_to_the_hour()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await OldMonitorAsync(api);
        var day = Hours.DayOf(Slot.Of(api.Clock.GetUtcNow())) - (2 * Hours.Day);
        await StoreAsync(api, RollUpOf(monitor, RollUpSpan.Day, day, new() { Up = 86_400 }, 100, 1_440));
        for (var hour = 0; hour < 24; hour++) await StoreAsync(api, RollUpOf(monitor, RollUpSpan.Hour, day + (hour * Hours.One), new() { Up = 3_600 }, 100, 60));

        var history = await ReadAsync(api, $"{monitor.Id}/history?step=day&from={(day + (20 * Hours.One)).Time:O}&to={(day + Hours.Day).Time:O}");

        history.GetProperty("points").EnumerateArray().Single().GetProperty("seconds").GetProperty("up").GetInt64().ShouldBe(4 * 3_600);
        history.GetProperty("summary").GetProperty("regions").GetProperty("eu").GetProperty("up").GetInt64().ShouldBe(240);
    }

    [Fact]
    public async Task Raw_checks_are_shown_once_each_with_their_phases_and_errors()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await OldMonitorAsync(api);
        var slot = Slot.Of(api.Clock.GetUtcNow()) - TimeSpan.FromMinutes(5);
        await LogAsync(api, monitor, slot, Outcome.Down, EntryKind.Urgent);
        await LogAsync(api, monitor, slot, Outcome.Down);
        await LogAsync(api, monitor, slot + TimeSpan.FromSeconds(4), Outcome.Up, EntryKind.Opinion);

        var points = (await ReadAsync(api, $"{monitor.Id}/history?step=raw")).GetProperty("points").EnumerateArray().ToArray();

        points.Length.ShouldBe(6);
        points.Count(point => point.GetProperty("kind").GetString() == "round" && point.GetProperty("outcome").GetString() == "down").ShouldBe(3);
        points[0].GetProperty("error").GetProperty("class").GetString().ShouldBe("refused");
        points[^1].GetProperty("timings").GetProperty("total").GetInt32().ShouldBe(15);
    }

    [Fact]
    public async Task The_ledger_shows_closed_days_with_their_corrections_and_a_total()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await OldMonitorAsync(api);
        var day = Hours.DayOf(Slot.Of(api.Clock.GetUtcNow())) - (3 * Hours.Day);
        var row = UptimeRow.Of(RollUpOf(monitor, RollUpSpan.Day, day, new() { Up = 86_000, Down = 400 }, 100, 1), 1, api.Clock.GetUtcNow());
        await api.Stores.Uptime.TryAddAsync(row, default);
        await api.Stores.Uptime.TryAddAsync(row with { Number = 1, DownSeconds = 500, UpSeconds = 85_900 }, default);
        await api.Stores.Uptime.TryAddAsync(row with { Day = day + Hours.Day, DownSeconds = 0, UpSeconds = 86_400, Incidents = 0 }, default);

        var uptime = await ReadAsync(api, $"{monitor.Id}/uptime");

        var days = uptime.GetProperty("days").EnumerateArray().ToArray();
        days.Select(each => each.GetProperty("day").GetString()).ShouldBe([day.Time.ToString("yyyy-MM-dd"), (day + Hours.Day).Time.ToString("yyyy-MM-dd")]);
        days[0].GetProperty("downSeconds").GetInt64().ShouldBe(500);
        days[0].GetProperty("corrected").EnumerateArray().Single().GetProperty("downSeconds").GetInt64().ShouldBe(400);
        days[1].TryGetProperty("corrected", out _).ShouldBeFalse();
        uptime.GetProperty("total").GetProperty("downSeconds").GetInt64().ShouldBe(500);
        uptime.GetProperty("total").GetProperty("incidents").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_overview_holds_every_monitor_whatever_its_shard_with_a_place_for_each_cell()
    {
        await using var api = await ApiHost.StartAsync();
        var (one, other) = (await OldMonitorAsync(api), await OldMonitorAsync(api));
        var last = Hours.HourOf(Slot.Of(api.Clock.GetUtcNow())) - Hours.One;
        await ShowAsync(api, "shd_aaaaaaaaaaaaaaaa", (one.Id, new OverviewRow(last - Hours.One, [new(3_600, 0, 0, 120), null])));
        await ShowAsync(api, "shd_bbbbbbbbbbbbbbbb", (one.Id, new OverviewRow(last - Hours.One, [new(3_600, 0, 0, 120), new(1_800, 1_800, 0, 130)])));

        using var answer = await api.Client.GetAsync($"{ApiHost.Workspace}/overview");
        var overview = await ApiHost.JsonAsync(answer);

        var items = overview.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!);
        items.Keys.ShouldBe([one.Id, other.Id], ignoreOrder: true);
        var uptimes = items[one.Id].GetProperty("uptimes").EnumerateArray().ToArray();
        uptimes.Length.ShouldBe(24);
        uptimes[21].GetDouble().ShouldBe(1);
        uptimes[22].GetDouble().ShouldBe(0.5);
        uptimes[23].ValueKind.ShouldBe(JsonValueKind.Null);
        items[one.Id].GetProperty("uptime").GetDouble().ShouldBe(0.75);
        items[one.Id].GetProperty("p95")[22].GetInt32().ShouldBe(130);
        items[other.Id].GetProperty("uptimes").EnumerateArray().ShouldAllBe(uptime => uptime.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Overviews_are_read_once_for_all_who_look_within_seconds_and_again_after_a_failure()
    {
        await using var api = await ApiHost.StartAsync();
        await OldMonitorAsync(api);
        api.Stores.Journal.Clear();
        api.Stores.Journal.Before = call => call.StartsWith("Overviews.List", StringComparison.Ordinal) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;
        (await api.Client.GetAsync($"{ApiHost.Workspace}/overview")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        api.Stores.Journal.Recover();

        for (var i = 0; i < 3; i++) (await api.Client.GetAsync($"{ApiHost.Workspace}/overview")).StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Stores.Journal.Count("Overviews.List").ShouldBe(2);
        (await api.Client.GetAsync($"{ApiHost.Workspace}/overview?step=day")).StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Clock.Advance(TimeSpan.FromSeconds(15));
        (await api.Client.GetAsync($"{ApiHost.Workspace}/overview")).StatusCode.ShouldBe(HttpStatusCode.OK);

        api.Stores.Journal.Count("Overviews.List").ShouldBe(4);
    }

    [Theory]
    [InlineData("history?step=minute", "step")]
    [InlineData("history?from=yesterday", "from")]
    [InlineData("history?to=0001-01-01", "to")]
    [InlineData("history?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "before")]
    [InlineData("history?step=raw&from=2026-03-01T00:00:00Z&to=2026-03-02T01:00:00Z", "24 hours")]
    [InlineData("history?step=hour&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", "31 days")]
    [InlineData("history?step=day&from=2020-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", "400 days")]
    [InlineData("uptime?from=2026-03-01T00:00:00Z", "from")]
    [InlineData("uptime?from=2026-03-02&to=2026-03-01", "after")]
    [InlineData("uptime?from=2020-03-02&to=2026-03-01", "400 days")]
    public async Task A_wrong_question_is_told_what_is_wrong(string question, string told)
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await OldMonitorAsync(api);

        using var answer = await api.Client.GetAsync($"{ApiHost.Monitors}/{monitor.Id}/{question}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(answer)).GetProperty("detail").GetString()!.ShouldContain(told);
    }

    [Theory]
    [InlineData("history")]
    [InlineData("uptime")]
    public async Task Another_workspaces_monitor_has_no_history_here(string what)
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await OldMonitorAsync(api, ApiHost.ForeignWorkspaceId);
        await StoreAsync(api, RollUpOf(monitor, RollUpSpan.Day, Hours.DayOf(Slot.Of(api.Clock.GetUtcNow())) - Hours.Day, new() { Up = 86_400 }, 100, 1));

        (await api.Client.GetAsync($"{ApiHost.Monitors}/{monitor.Id}/{what}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.GetAsync($"{ApiHost.Monitors}/{Ids.New(Ids.Monitor)}/{what}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.GetAsync($"{ApiHost.Monitors}/nothing/{what}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Monitor> OldMonitorAsync(ApiHost api, string workspaceId = ApiHost.WorkspaceId)
    {
        var monitor = new Monitor
        {
            Id = Ids.New(Ids.Monitor),
            WorkspaceId = workspaceId,
            Name = "Shop",
            Kind = MonitorKind.Http,
            Http = new HttpTarget { Url = "https://example.com/" },
            Regions = ["asia", "eu", "us"],
            Shard = "shd_aaaaaaaaaaaaaaaa",
            CreatedAt = api.Clock.GetUtcNow().AddDays(-200),
            UpdatedAt = api.Clock.GetUtcNow().AddDays(-200),
        };
        await api.Stores.Monitors.CreateAsync(monitor, default);
        return monitor;
    }

    private static async Task<JsonElement> ReadAsync(ApiHost api, string path)
    {
        using var answer = await api.Client.GetAsync($"{ApiHost.Monitors}/{path.Replace("+", "%2B")}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await ApiHost.JsonAsync(answer);
    }

    private static Task StoreAsync(ApiHost api, RollUp rollUp) => api.Stores.History.TryWriteAsync(rollUp, null, TimeSpan.FromDays(1), default);

    private static Task ShowAsync(ApiHost api, string shard, (string MonitorId, OverviewRow Row) row) => api.Stores.History.TryWriteOverviewAsync(
        new Overview { WorkspaceId = ApiHost.WorkspaceId, Shard = shard, Span = RollUpSpan.Hour, Monitors = new Dictionary<string, OverviewRow> { [row.MonitorId] = row.Row } },
        null, TimeSpan.FromDays(1), default);

    private static RollUp RollUpOf(Monitor monitor, RollUpSpan span, Slot from, VerdictTime time, int milliseconds, int checks)
    {
        var latency = new LatencyHistogram();
        for (var i = 0; i < checks; i++) latency.Add(milliseconds);
        return new RollUp
        {
            MonitorId = monitor.Id,
            WorkspaceId = monitor.WorkspaceId,
            Span = span,
            From = from,
            To = from + Hours.LengthOf(span),
            Time = time,
            Regions = new Dictionary<string, RegionCounts> { ["eu"] = new() { Up = checks, Latency = latency } },
        };
    }

    private static async Task LogAsync(ApiHost api, Monitor monitor, Slot slot, Outcome outcome, EntryKind kind = EntryKind.Round)
    {
        foreach (var region in monitor.Regions)
        {
            await api.Stores.Log.AppendAsync(
                new LogEntry
                {
                    Kind = kind,
                    Shard = monitor.Shard,
                    WorkspaceId = monitor.WorkspaceId,
                    Slot = slot,
                    Region = region,
                    Results =
                    [
                        new CheckResult
                        {
                            MonitorId = monitor.Id,
                            Outcome = outcome,
                            Timings = new(1, 2, 3, 4, 5),
                            Evidence = outcome == Outcome.Up ? null : new Evidence { Error = ErrorClass.Refused, Message = "Nothing listens." },
                        },
                    ],
                },
                default);
        }
    }
}
