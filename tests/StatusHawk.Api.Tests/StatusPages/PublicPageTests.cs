using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Tests.StatusPages;

public class PublicPageTests
{
    private const string Page = $"/status/{ApiHost.Slug}";
    private const string Summary = Page + "/api/v2/summary.json";

    [Fact]
    public async Task The_page_is_html_that_may_do_nothing_and_may_be_kept_for_a_moment()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.Anonymous.GetAsync(Page);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.GetValues("Cache-Control").ShouldBe(["public, max-age=5, stale-while-revalidate=55"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'sha256-");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.ETag!.IsWeak.ShouldBeFalse();
        (await response.Content.ReadAsStringAsync()).ShouldContain("<h1>shop status</h1>");
    }

    [Theory]
    [InlineData("summary.json")]
    [InlineData("status.json")]
    public async Task The_json_may_be_read_from_everywhere(string name)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.Anonymous.GetAsync($"{Page}/api/v2/{name}");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        response.Headers.GetValues("Cache-Control").ShouldBe(["public, max-age=5, stale-while-revalidate=55"]);
        var page = (await ApiHost.JsonAsync(response)).GetProperty("page");
        page.GetProperty("url").GetString().ShouldBe("https://status.example.com/status/shop");
    }

    [Theory]
    [InlineData(Page)]
    [InlineData(Summary)]
    public async Task Who_has_it_already_is_told_so_until_something_changes(string path)
    {
        await using var api = await ApiHost.StartAsync();
        var etag = (await api.Anonymous.GetAsync(path)).Headers.ETag!.Tag;

        foreach (var known in new[] { etag, $"W/{etag}", $"\"other\", {etag}", "*" })
        {
            var response = await GetIfNoneMatchAsync(api, path, known);
            response.StatusCode.ShouldBe(HttpStatusCode.NotModified, known);
            (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
            response.Headers.ETag!.Tag.ShouldBe(etag);
        }

        api.Clock.Advance(TimeSpan.FromSeconds(2));
        (await GetIfNoneMatchAsync(api, path, etag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await api.PublishAsync(s => s with { Title = "Changed", UpdatedAt = api.Clock.GetUtcNow() });
        api.Clock.Advance(TimeSpan.FromSeconds(60));
        (await GetIfNoneMatchAsync(api, path, etag)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_etag_of_the_page_changes_with_the_notice_of_its_age_and_not_with_every_second()
    {
        await using var api = await ApiHost.StartAsync();
        var etags = new List<string>();
        var seconds = 0;
        foreach (var at in new[] { 0, 60, 120, 180, 190, 600, 3500, 3700, 80_000, 90_000, 900_000 })
        {
            api.Clock.Advance(TimeSpan.FromSeconds(at - seconds));
            seconds = at;
            etags.Add((await api.Anonymous.GetAsync(Page)).Headers.ETag!.Tag);
        }

        etags.Select(e => etags.IndexOf(e)).ShouldBe([0, 0, 0, 0, 4, 4, 4, 7, 7, 9, 9]);
    }

    [Fact]
    public async Task A_page_whose_pipeline_fell_silent_says_since_when()
    {
        await using var api = await ApiHost.StartAsync();
        await api.Stores.Pages.WriteHeartbeatAsync(new(api.Clock.GetUtcNow() + TimeSpan.FromSeconds(30)), CancellationToken.None);
        api.Clock.Advance(TimeSpan.FromSeconds(200));
        (await api.Anonymous.GetStringAsync(Page)).ShouldNotContain("Not updated since");

        api.Clock.Advance(TimeSpan.FromSeconds(60));

        var html = await api.Anonymous.GetStringAsync(Page);
        html.ShouldContain("Not updated since <time datetime=\"2026-03-01T12:00:30Z\">2026-03-01 12:00:30 UTC</time>");
        html.ShouldContain("Last known:");
        (await ApiHost.JsonAsync(await api.Anonymous.GetAsync(Summary))).GetProperty("page").GetProperty("updated_at").GetString().ShouldBe("2026-03-01T12:00:30.000Z");
    }

    [Theory]
    [InlineData("/status/nobody", "text/html")]
    [InlineData("/status/~pipeline", "text/html")]
    [InlineData("/status/a%2Fb", "text/html")]
    [InlineData("/status/nobody/api/v2/summary.json", "application/problem+json")]
    [InlineData("/status/nobody/api/v2/status.json", "application/problem+json")]
    public async Task An_unknown_page_is_not_found_in_the_language_of_the_reader(string path, string type)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.Anonymous.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [Fact]
    public async Task A_head_request_gets_the_headers_only()
    {
        await using var api = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, Page);

        var response = await api.Anonymous.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_is_judged_and_published_is_on_the_page_and_in_the_summary()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync("""{"name":"<script>alert(1)</script>","http":{"url":"https://shop.example.org/"}}""")).GetProperty("id").GetString()!;
        var now = api.Clock.GetUtcNow();
        await api.JudgeAsync(id, Verdict.Down, now, ("eu", new(VoteValue.Down, now)), ("us", new(VoteValue.Down, now)), ("asia", new(VoteValue.Up, now)));
        await new Publication(
            api.Stores.Workspaces, api.Stores.StatusPages, api.Stores.Monitors, api.Stores.Live, api.Stores.Incidents, api.Stores.Pages, new Retrying(api.Clock), api.Clock)
            .RepublishAsync(ApiHost.WorkspaceId, CancellationToken.None);

        var html = await api.Anonymous.GetStringAsync(Page);
        var summary = await ApiHost.JsonAsync(await api.Anonymous.GetAsync(Summary));

        html.ShouldNotContain("<script");
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldContain("data-verdict=\"down\"");
        html.ShouldContain("Down in eu, us");
        summary.GetProperty("components")[0].GetProperty("status").GetString().ShouldBe("major_outage");
        summary.GetProperty("status").GetProperty("indicator").GetString().ShouldBe("critical");
        summary.GetProperty("incidents").GetArrayLength().ShouldBe(0);
        summary.GetProperty("scheduled_maintenances").ValueKind.ShouldBe(JsonValueKind.Array);
    }

    private static async Task<HttpResponseMessage> GetIfNoneMatchAsync(ApiHost api, string path, string etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        return await api.Anonymous.SendAsync(request);
    }
}
