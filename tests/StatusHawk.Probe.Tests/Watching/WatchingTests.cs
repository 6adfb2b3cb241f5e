using System.Diagnostics;
using System.Net;
using System.Text;
using StatusHawk.Core;
using StatusHawk.Core.Watching;
using StatusHawk.Testing;

namespace StatusHawk.Probe.Tests.Watching;

public sealed class WatchingTests(Storage storage)
{
    [Fact]
    public async Task Checks_are_counted_by_kind_outcome_and_region_and_what_is_found_belongs_to_the_trace_that_asked()
    {
        await using var target = FlakyTarget.Start();
        await using var app = await ProbeApp.StartAsync(storage);
        var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var round = ProbeApp.Round(ProbeApp.Check(target.Url));
        var sent = new MessageEnvelope(TimeProvider.System.GetUtcNow(), trace).Wrap(Encoding.UTF8.GetBytes(ProbeApp.Text(round)));

        await storage.SendTextAsync(ProbeApp.Checks, Encoding.UTF8.GetString(sent));
        await storage.HoldsAsync(Queues.Results, 1);
        await storage.DrainedAsync(ProbeApp.Checks);

        var found = MessageEnvelope.Read((await storage.TextsAsync(Queues.Results)).Single());
        found.Trace.TraceId.ShouldBe(trace.TraceId);
        found.Trace.SpanId.ShouldNotBe(trace.SpanId);
        using var answer = await app.GetAsync("/metrics");
        var metrics = await answer.Content.ReadAsStringAsync();
        metrics.ShouldContain("monitor_checks_total{kind=\"http\",outcome=\"up\",region=\"eu\"} ");
        metrics.ShouldContain("monitor_check_duration_milliseconds_count{kind=\"http\",region=\"eu\"} ");
        metrics.ShouldContain("statushawk_queue_message_age_seconds_count{queue=\"checks-eu\"} ");
        metrics.ShouldContain("statushawk_round_delay_seconds_count{region=\"eu\"} ");
        metrics.ShouldNotContain(round.Checks[0].MonitorId);
        metrics.ShouldNotContain(target.Url.Authority);
    }

    [Fact]
    public async Task Ready_is_who_reaches_the_queues()
    {
        await using var app = await ProbeApp.StartAsync(storage);

        using var answer = await app.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("""{"status":"pass","serviceId":"statushawk-probe","checks":{"queues:responseTime":[{"componentType":"datastore",""");
    }

    [Fact]
    public async Task Who_cannot_reach_them_is_not_ready()
    {
        await using var app = await ProbeApp.StartAsync(storage, ("RegionStorage", "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;QueueEndpoint=http://127.0.0.1:1/a;"));

        using var answer = await app.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldContain("\"status\":\"fail\"");
        body.ShouldNotContain("127.0.0.1");
    }
}
