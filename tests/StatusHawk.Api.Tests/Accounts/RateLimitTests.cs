using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public partial class RateLimitTests
{
    [Fact]
    public async Task Every_answer_says_what_is_left_and_the_one_too_many_when_to_come_back()
    {
        await using var api = await ApiHost.StartAsync(("RateLimits:PerKeyPerMinute", "3"));

        Left(await api.Client.GetAsync(ApiHost.Monitors)).ShouldBe(("key", 3, 2, 60));
        api.Clock.Advance(TimeSpan.FromSeconds(20.5));
        Left(await api.Client.GetAsync($"{ApiHost.Monitors}/mon_aaaaaaaaaaaaaaaa")).ShouldBe(("key", 3, 1, 40));
        Left(await api.PostAsync(ApiHost.Monitors, "{}")).ShouldBe(("key", 3, 0, 40));
        var refused = await api.Client.GetAsync(ApiHost.Monitors);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Left(refused).ShouldBe(("key", 3, 0, 40));
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(40));
        (await ApiHost.JsonAsync(refused)).GetProperty("type").GetString().ShouldBe("urn:statushawk:problem:rate-limit");

        api.Clock.Advance(TimeSpan.FromSeconds(39.5));
        var next = await api.Client.GetAsync(ApiHost.Monitors);
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
        Left(next).ShouldBe(("key", 3, 2, 60));
    }

    [Fact]
    public async Task Of_sixty_four_clients_at_once_as_many_pass_as_may()
    {
        await using var api = await ApiHost.StartAsync(("RateLimits:PerKeyPerMinute", "100"));

        var answers = (await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            var mine = new List<HttpResponseMessage>();
            for (var i = 0; i < 10; i++) mine.Add(await api.Client.GetAsync(ApiHost.Workspace));
            return mine;
        }))).SelectMany(mine => mine).ToArray();

        var passed = answers.Where(answer => answer.StatusCode == HttpStatusCode.OK).ToArray();
        passed.Select(answer => Left(answer).Remaining).Order().ShouldBe(Enumerable.Range(0, 100));
        answers.Except(passed).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.TooManyRequests && Left(answer).Remaining == 0);
        (passed.Length, answers.Length).ShouldBe((100, 640));
    }

    [Fact]
    public async Task Whoever_is_over_the_limit_costs_no_read()
    {
        await using var api = await ApiHost.StartAsync(("RateLimits:PerKeyPerMinute", "1"));
        await api.Client.GetAsync(ApiHost.Monitors);
        api.Stores.Journal.Clear();

        (await api.Client.GetAsync(ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        api.Stores.Journal.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_key_does_not_use_up_anothers_requests()
    {
        await using var api = await ApiHost.StartAsync(("RateLimits:PerKeyPerMinute", "1"));
        await api.Client.GetAsync(ApiHost.Monitors);

        (await GetAsync(api, $"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/monitors", ApiHost.ForeignKey)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_has_no_right_may_try_so_often_from_an_address_and_then_costs_no_read()
    {
        await using var api = await ApiHost.StartAsync(("RateLimits:AttemptsPerAddressPerMinute", "5"), ("Api:TrustedProxies", "1"));
        await GetAsync(api, ApiHost.Monitors, ApiHost.Key, "192.0.2.1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => GetAsync(api, ApiHost.Monitors, ApiKeyToken.New(ApiHost.WorkspaceId).Text, "192.0.2.1")));
        api.Stores.Journal.Clear();

        answers.Where(answer => answer.StatusCode == HttpStatusCode.Unauthorized).Select(answer => Left(answer).Remaining).Order().ShouldBe([0, 1, 2, 3, 4]);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(59);
        var refused = await GetAsync(api, ApiHost.Monitors, token: null, "192.0.2.1");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Left(refused).ShouldBe(("address", 5, 0, 60));
        api.Stores.Journal.Calls.ShouldBeEmpty();

        // Who is known goes on, and so does another address.
        (await GetAsync(api, ApiHost.Monitors, ApiHost.Key, "192.0.2.1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(api, ApiHost.Monitors, token: null, "192.0.2.2")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_is_open_to_anyone_is_limited_by_address_and_what_watches_is_not()
    {
        await using var api = await ApiHost.StartAsync(("RateLimits:PerAddressPerMinute", "2"), ("Api:TrustedProxies", "1"));

        Left(await GetAsync(api, $"/status/{ApiHost.Slug}", null, "192.0.2.1")).ShouldBe(("address", 2, 1, 60));
        Left(await GetAsync(api, "/heartbeat/nobody", null, "192.0.2.1")).ShouldBe(("address", 2, 0, 60));
        (await GetAsync(api, $"/status/{ApiHost.Slug}", null, "192.0.2.1")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await GetAsync(api, $"/status/{ApiHost.Slug}", null, "192.0.2.2")).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 5; i++)
        {
            var health = await GetAsync(api, "/health", null, "192.0.2.1");
            (health.StatusCode, health.Headers.Contains("RateLimit")).ShouldBe((HttpStatusCode.OK, false));
        }
    }

    [Fact]
    public async Task An_answer_made_after_a_failure_says_it_too()
    {
        await using var api = await ApiHost.StartAsync(("RateLimits:PerKeyPerMinute", "3"));
        await api.Client.GetAsync(ApiHost.Monitors);
        api.Stores.Journal.Before = call => call.StartsWith("Monitors.", StringComparison.Ordinal) ? throw new InvalidOperationException("The test broke it.") : Task.CompletedTask;

        var broken = await api.Client.GetAsync(ApiHost.Monitors);

        broken.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        Left(broken).ShouldBe(("key", 3, 1, 60));
    }

    private static async Task<HttpResponseMessage> GetAsync(ApiHost api, string path, string? token, string? address = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (address is not null) request.Headers.Add("X-Forwarded-For", address);
        return await api.Anonymous.SendAsync(request);
    }

    private static (string Policy, int Quota, int Remaining, int ResetsIn) Left(HttpResponseMessage answer)
    {
        var policy = PolicyForm().Match(answer.Headers.GetValues("RateLimit-Policy").ShouldHaveSingleItem());
        var left = LeftForm().Match(answer.Headers.GetValues("RateLimit").ShouldHaveSingleItem());
        (policy.Success, left.Success).ShouldBe((true, true));
        left.Groups[1].Value.ShouldBe(policy.Groups[1].Value);
        return (policy.Groups[1].Value, Number(policy.Groups[2]), Number(left.Groups[2]), Number(left.Groups[3]));
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^"(\w+)";q=(\d+);w=60$""")]
    private static partial Regex PolicyForm();

    [GeneratedRegex("""^"(\w+)";r=(\d+);t=(\d+)$""")]
    private static partial Regex LeftForm();
}
