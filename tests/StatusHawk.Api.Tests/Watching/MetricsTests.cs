using System.Net;
using System.Net.Http.Headers;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Api.Tests.Watching;

public sealed class MetricsTests
{
    private const string MetricsKey = "metrics-key-of-sixteen-or-more";
    private const string Process = "# TYPE dotnet_process_cpu_time_seconds_total counter";

    [Fact]
    public async Task Requests_are_counted_by_route_and_status_and_never_by_path()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Client.GetAsync($"{ApiHost.Monitors}/mon_notthere12345678");
        await host.Anonymous.GetAsync(ApiHost.Monitors);
        await host.Anonymous.GetAsync("/wp-login.php");

        // An answer is counted when it is complete, which its reader may know sooner.
        var metrics = "";
        for (var i = 0; i < 1000 && !metrics.Contains("status=\"401\"", StringComparison.Ordinal); i++) metrics = await host.Anonymous.GetStringAsync("/metrics");

        metrics.ShouldContain("""http_requests_total{method="GET",route="/api/v1/workspaces/{workspaceId}/monitors/{monitorId}",status="404"}""");
        metrics.ShouldContain("""http_requests_total{method="GET",route="/api/v1/workspaces/{workspaceId}/monitors",status="401"}""");
        metrics.ShouldContain("""http_request_duration_seconds_bucket{method="GET",route="/api/v1/workspaces/{workspaceId}/monitors",le="+Inf"}""");
        metrics.ShouldNotContain("wp-login");
        metrics.ShouldNotContain("mon_notthere");
        metrics.ShouldNotContain(ApiHost.WorkspaceId);
    }

    [Fact]
    public async Task Both_formats_are_given_to_whoever_asks_for_them()
    {
        await using var host = await ApiHost.StartAsync();

        using var text = await host.Anonymous.GetAsync("/metrics");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2");
        using var open = await host.Anonymous.SendAsync(request);

        text.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        (await text.Content.ReadAsStringAsync()).ShouldContain(Process);
        open.Content.Headers.ContentType!.ToString().ShouldBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
        var body = await open.Content.ReadAsStringAsync();
        body.ShouldContain("# TYPE dotnet_process_cpu_time_seconds counter\n# UNIT dotnet_process_cpu_time_seconds seconds\n");
        body.ShouldEndWith("# EOF\n");
        open.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_workspace_s_key_adds_its_own_monitors_and_nobody_else_s()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await host.CreateAsync("""{"name":"My \"shop\"","http":{"url":"https://shop.example.org/?token=s3cret"}}""")).GetProperty("id").GetString()!;

        await host.JudgeAsync(id, Verdict.Down, host.Clock.GetUtcNow());
        var mine = await GetAsync(host, ApiHost.Key);
        var foreign = await GetAsync(host, ApiHost.ForeignKey);

        mine.Body.ShouldContain($$"""monitor_status{monitor_id="{{id}}",monitor_name="My \"shop\"",monitor_type="http"} 0""");
        mine.Body.ShouldContain($$"""probe_success{monitor_id="{{id}}",monitor_name="My \"shop\"",monitor_type="http"} 0""");
        mine.Body.ShouldContain(Process);
        mine.Body.ShouldNotContain("s3cret");
        mine.Body.ShouldNotContain("shop.example.org");
        foreign.Status.ShouldBe(HttpStatusCode.OK);
        foreign.Body.ShouldNotContain(id);
    }

    [Fact]
    public async Task Where_the_process_has_a_key_of_its_own_a_workspace_sees_only_its_monitors()
    {
        await using var host = await ApiHost.StartAsync(("Watching:MetricsKey", MetricsKey));
        await host.CreateAsync();

        (await GetAsync(host, null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync(host, MetricsKey)).Body.ShouldContain(Process);
        (await GetAsync(host, MetricsKey)).Body.ShouldNotContain("monitor_status");
        var workspace = await GetAsync(host, ApiHost.Key);
        workspace.Body.ShouldContain("monitor_status{");
        workspace.Body.ShouldNotContain("dotnet_");
    }

    [Theory]
    [InlineData("Bearer hk_aaaabbbbccccdddd_22222222222222222222222222222222")]
    [InlineData("Bearer rubbish")]
    [InlineData("Basic YTpi")]
    public async Task A_key_that_is_none_is_refused_as_a_problem(string authorization)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await host.Anonymous.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("dotnet_");
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(ApiHost host, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await host.Anonymous.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
