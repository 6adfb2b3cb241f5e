using System.Net;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Tests.Watching;

public sealed class ReadinessTests
{
    private static readonly string[] Parts = ["cosmos:responseTime", "pipeline:heartbeatAge", "queues:responseTime", "tables:responseTime"];

    [Fact]
    public async Task Ready_is_who_can_reach_all_that_it_needs()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Stores.Pages.WriteHeartbeatAsync(new PipelineHeartbeat(host.Clock.GetUtcNow()), default);

        using var answer = await host.Anonymous.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/health+json");
        var health = await ApiHost.JsonAsync(answer);
        health.GetProperty("status").GetString().ShouldBe("pass");
        health.GetProperty("checks").EnumerateObject().Select(check => check.Name).ShouldBe(Parts);
    }

    [Fact]
    public async Task Who_cannot_is_not_ready_and_alive_all_the_same()
    {
        await using var host = await ApiHost.StartAsync();
        host.Stores.Journal.FailAll();

        using var ready = await host.Anonymous.GetAsync("/health/ready");
        using var alive = await host.Anonymous.GetAsync("/health");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var health = await ApiHost.JsonAsync(ready);
        health.GetProperty("status").GetString().ShouldBe("fail");
        health.GetProperty("checks").GetProperty("cosmos:responseTime")[0].GetProperty("output").GetString().ShouldBe("It does not answer.");
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task However_many_ask_the_stores_are_asked_once()
    {
        await using var host = await ApiHost.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Anonymous.GetAsync("/health/ready")));

        host.Stores.Journal.Count("Ledger.Read ~health").ShouldBe(1);
        host.Stores.Journal.Count("Queues.ReadCount commands").ShouldBe(1);
    }

    [Fact]
    public async Task A_pipeline_that_was_never_heard_of_is_a_warning_which_is_no_failure()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Anonymous.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ApiHost.JsonAsync(answer)).GetProperty("status").GetString().ShouldBe("warn");
    }
}
