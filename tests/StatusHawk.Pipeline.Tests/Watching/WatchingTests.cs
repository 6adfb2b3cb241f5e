using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Watching;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests.Watching;

public sealed partial class WatchingTests(Storage storage)
{
    private const string EverySecond = "* * * * * *";

    [Fact]
    public async Task What_pipeline_knows_is_in_its_metrics()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        var monitor = await app.World.AddMonitorAsync();
        await app.TakeAsync(Queues.Results, PipelineApp.Text(app.World.Round("eu", "u", monitor)));

        using var answer = await app.GetAsync("/metrics");

        var metrics = await answer.Content.ReadAsStringAsync();
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        metrics.ShouldContain("\nactive_monitors 1\n");
        metrics.ShouldContain("\nactive_incidents 0\n");
        metrics.ShouldContain("statushawk_region_round_age_seconds{region=\"eu\"}");
        metrics.ShouldContain("statushawk_queue_messages_handled_total{queue=\"results\",result=\"done\"}");
        metrics.ShouldContain("statushawk_evaluations_total{result=\"changed\"}");
        metrics.ShouldContain("statushawk_storage_requests_total{method=\"POST\",service=\"queue\",status=\"201\"}");
        metrics.ShouldNotContain(monitor.Id);
    }

    [Fact]
    public async Task Metrics_with_a_key_are_closed_without_it()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("Watching:MetricsKey", "0123456789abcdef"));

        using var answer = await app.GetAsync("/metrics");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Ready_is_who_reaches_all_stores_and_warns_of_planning_that_is_behind()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        using var behind = await app.GetAsync("/health/ready");
        behind.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(behind)).ShouldBe(("warn", "cosmos:responseTime pass, queues:responseTime pass, regions:silent pass, scheduler:lag warn, tables:responseTime pass"));
    }

    [Fact]
    public async Task Who_reaches_no_store_is_not_ready()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        app.Stores.Journal.FailAll();

        using var away = await app.GetAsync("/health/ready");
        using var alive = await app.GetAsync("/health");

        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ReadAsync(away)).ShouldBe(("fail", "cosmos:responseTime fail, queues:responseTime pass, regions:silent pass, tables:responseTime fail"));
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_follows_from_a_message_belongs_to_its_trace()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        var monitor = await app.World.AddMonitorAsync(regions: ["eu"]);
        var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var command = new Command { Kind = CommandKind.MonitorChanged, WorkspaceId = PipelineWorld.Workspace, MonitorId = monitor.Id };
        var sent = new MessageEnvelope(null, trace).Wrap(JsonSerializer.SerializeToUtf8Bytes(command, StatusHawkJson.Options));

        await app.TakeAsync(Queues.Commands, Encoding.UTF8.GetString(sent));

        var asked = MessageEnvelope.Read((await storage.TextsAsync(Queues.Opinions("eu"))).Single());
        asked.Trace.TraceId.ShouldBe(trace.TraceId);
        asked.Trace.SpanId.ShouldNotBe(trace.SpanId);
        asked.Trace.TraceFlags.ShouldBe(ActivityTraceFlags.Recorded);
        asked.Due.ShouldNotBeNull();
    }

    [Fact]
    public async Task Each_run_of_the_scheduler_begins_a_trace_and_says_when_its_messages_can_be_taken()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("ScheduleEvery", EverySecond));
        var monitor = await app.World.AddMonitorAsync(regions: ["eu"]);
        await app.World.ChangeAsync(monitor, before => before with { IntervalSeconds = 10 });

        IReadOnlyList<string> texts = [];
        await Eventually.TrueAsync(async () => (texts = await storage.TextsAsync(Queues.Checks("eu"))).Count > 0, "a round can be taken");

        foreach (var text in texts)
        {
            var (envelope, slot) = (MessageEnvelope.Read(text), StatusHawkJson.Read<RoundsMessage>(text).Rounds[0].Slot);
            envelope.Trace.TraceId.ShouldNotBe(default);

            // The newest slot before the start is due at once.
            envelope.Due!.Value.ShouldBeGreaterThan(slot.Time - TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public async Task The_dead_man_s_switch_is_called_after_a_good_run_of_the_watchdog_and_not_after_another()
    {
        await using var switchboard = FlakyTarget.Start();
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond), ("Watching:DeadManUrl", switchboard.At("/s3cret").ToString()));
        await Eventually.TrueAsync(() => switchboard.Requests.Any(request => request.StartsWith("GET /s3cret ", StringComparison.Ordinal)), "the switch is called");

        app.Stores.Journal.FailAll();
        await Eventually.TrueAsync(async () => (await MetricsAsync(app)).Contains("statushawk_watchdog_runs_total{result=\"failed\"}", StringComparison.Ordinal), "a run fails");
        var before = switchboard.Requests.Count;
        var failed = await FailedAsync(app);
        await Eventually.TrueAsync(async () => await FailedAsync(app) > failed, "another run fails");

        switchboard.Requests.Count.ShouldBe(before);
        (await MetricsAsync(app)).ShouldContain("statushawk_watchdog_last_success_timestamp_seconds ");
    }

    [Fact]
    public async Task A_switch_that_cannot_be_reached_fails_no_run()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond), ("Watching:DeadManUrl", "http://127.0.0.1:1/s3cret"));

        await Eventually.TrueAsync(() => app.Log.Lines.Any(line => line.Contains("dead man's switch was not reached", StringComparison.Ordinal)), "it is said");
        await Eventually.TrueAsync(async () => (await MetricsAsync(app)).Contains("statushawk_watchdog_last_success_timestamp_seconds ", StringComparison.Ordinal), "a run is good all the same");

        app.Log.Lines.ShouldAllBe(line => !line.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_could_not_be_read_is_counted_until_somebody_looks()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond));

        // The sweep, which is due at the same instants, may be there first: then the next is counted.
        await Eventually.TrueAsync(
            async () =>
            {
                await storage.SendTextAsync(Storage.Poison(Queues.Results), "no json");
                return PoisonousResults().IsMatch(await MetricsAsync(app));
            },
            "it is counted");

        (await MetricsAsync(app)).ShouldContain("statushawk_queue_depth{queue=\"results\"} 0\n");
    }

    [Fact]
    public async Task Each_run_of_the_watchdog_says_in_one_line_what_alarms_rest_on()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond));
        await app.Stores.Cursors.TryMoveAsync(Slot.Of(TimeProvider.System.GetUtcNow()) + TimeSpan.FromHours(1), null, default);

        await Eventually.TrueAsync(
            async () =>
            {
                await storage.SendTextAsync(Storage.Poison(Queues.Mails), "no json");
                return Watched(app).Any(PoisonedLine().IsMatch);
            },
            "it says so");

        Watched(app).ShouldAllBe(line => WatchedLine().IsMatch(line));
    }

    [Fact]
    public async Task A_run_of_the_watchdog_that_fails_says_it_too()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond));
        app.Stores.Journal.FailAll();
        await Eventually.TrueAsync(async () => (await MetricsAsync(app)).Contains("statushawk_watchdog_runs_total{result=\"failed\"}", StringComparison.Ordinal), "a run fails");
        var (failed, said) = (await FailedAsync(app), Watched(app).Count);

        await Eventually.TrueAsync(async () => await FailedAsync(app) > failed, "another run fails");

        Watched(app).Count.ShouldBeGreaterThan(said);
        Watched(app).ShouldAllBe(line => WatchedLine().IsMatch(line));
    }

    /// <summary>Without the level in front, nor the exception that there is none of behind.</summary>
    private static List<string> Watched(PipelineApp app) =>
        [.. app.Log.Lines.Where(line => line.StartsWith("Information Watched:", StringComparison.Ordinal)).Select(line => line["Information ".Length..].TrimEnd())];

    // What the deployment's alarms take apart.
    [GeneratedRegex(@"^Watched: schedule_lag_seconds=\d+ queue_age_seconds=\d+ queue_oldest=(-|[a-z0-9-]+) poison=\d+ silent_regions=(-|[a-z0-9-]+(,[a-z0-9-]+)*) alerts_outstanding=\d+$")]
    private static partial Regex WatchedLine();

    [GeneratedRegex("^Watched: schedule_lag_seconds=0 queue_age_seconds=0 queue_oldest=- poison=[1-9][0-9]* silent_regions=- alerts_outstanding=0$")]
    private static partial Regex PoisonedLine();

    [GeneratedRegex("""statushawk_queue_poison\{queue="results"\} [1-9]""")]
    private static partial Regex PoisonousResults();

    private static async Task<string> MetricsAsync(PipelineApp app)
    {
        using var answer = await app.GetAsync("/metrics");
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<double> FailedAsync(PipelineApp app)
    {
        var line = (await MetricsAsync(app)).Split('\n').Single(line => line.StartsWith("statushawk_watchdog_runs_total{result=\"failed\"}", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<(string? Status, string Checks)> ReadAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/health+json");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var checks = json.RootElement.GetProperty("checks").EnumerateObject().Select(check => $"{check.Name} {check.Value[0].GetProperty("status").GetString()}");
        return (json.RootElement.GetProperty("status").GetString(), string.Join(", ", checks));
    }
}
