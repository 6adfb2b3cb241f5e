using System.Net;
using System.Text;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class CredentialsTests
{
    private const string Old = "Authorization";
    private const string New = "X-StatusHawk-Authorization";

    // What a proxy puts in the place of the client's: a bearer token, too, and none of ours.
    private const string Proxy = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJwcm94eSJ9.c2lnbmF0dXJl";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_and_a_session_are_taken_from_either_header_and_from_the_new_one_whatever_a_proxy_says(bool ofPerson)
    {
        await using var api = await ApiHost.StartAsync();
        var right = await RightAsync(api, ofPerson);
        var path = ofPerson ? "/api/v1/account" : ApiHost.Monitors;

        foreach (var headers in new[] { Only(Old, right), Only(New, right), [(Old, Proxy), (New, right)], [(Old, right), (New, right)] })
            (await SendAsync(api, "GET", path, null, headers)).Status.ShouldBe(HttpStatusCode.OK, string.Join(", ", headers.Select(header => header.Name)));
    }

    public static TheoryData<bool, string> WrongOnes
    {
        get
        {
            var data = new TheoryData<bool, string>();
            foreach (var ofPerson in new[] { false, true })
                foreach (var wrong in new[] { "", "Bearer", "Bearer hk_", Proxy, $"Bearer {ApiKeyToken.New(ApiHost.WorkspaceId).Text}", ApiHost.Key, $"Basic {ApiHost.Key}" })
                    data.Add(ofPerson, wrong);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WrongOnes))]
    public async Task A_wrong_new_header_is_401_whatever_stands_in_the_old_one(bool ofPerson, string wrong)
    {
        await using var api = await ApiHost.StartAsync();
        var right = await RightAsync(api, ofPerson);
        var path = ofPerson ? "/api/v1/account" : ApiHost.Monitors;
        (await SendAsync(api, "GET", path, null, Only(Old, right))).Status.ShouldBe(HttpStatusCode.OK);

        var refused = await SendAsync(api, "GET", path, null, (Old, right), (New, wrong));

        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Text.ShouldContain("\"status\":401");
    }

    [Fact]
    public async Task Two_new_headers_are_none()
    {
        await using var api = await ApiHost.StartAsync();
        var right = $"Bearer {ApiHost.Key}";

        (await SendAsync(api, "GET", ApiHost.Monitors, null, (New, right), (New, right))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Requests_are_counted_for_whoever_the_new_header_says()
    {
        await using var api = await ApiHost.StartAsync(("RateLimits:PerKeyPerMinute", "1"), ("RateLimits:AttemptsPerAddressPerMinute", "1"));
        var (mine, foreign) = ($"Bearer {ApiHost.Key}", $"Bearer {ApiHost.ForeignKey}");

        (await SendAsync(api, "GET", ApiHost.Monitors, null, (Old, Proxy), (New, mine))).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(api, "GET", $"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/monitors", null, (Old, Proxy), (New, foreign))).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(api, "GET", ApiHost.Monitors, null, (Old, mine))).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        // A stranger who shows a key that is known in the other header is a stranger still.
        (await SendAsync(api, "GET", ApiHost.Monitors, null, (Old, mine), (New, "Bearer hk_wrong"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(api, "GET", ApiHost.Monitors, null, (Old, mine), (New, "Bearer hk_other"))).Headers.ShouldContain("\"address\";q=1;w=60");
    }

    [Fact]
    public async Task A_request_that_comes_again_by_the_other_header_is_the_same_caller_s()
    {
        await using var api = await ApiHost.StartAsync();
        var right = $"Bearer {ApiHost.Key}";
        const string body = """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""";

        var first = await SendAsync(api, "POST", ApiHost.Monitors, body, (New, right), ("Idempotency-Key", "one"));
        var again = await SendAsync(api, "POST", ApiHost.Monitors, body, (Old, right), ("Idempotency-Key", "one"));

        (first.Status, again.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created));
        again.Text.ShouldBe(first.Text);
        again.Headers.ShouldContain("Idempotency-Replayed: true");
        api.Stores.Monitors.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_use_of_a_key_is_noted_whichever_header_it_came_in()
    {
        await using var api = await ApiHost.StartAsync();
        api.Clock.Advance(TimeSpan.FromHours(2));

        await SendAsync(api, "GET", ApiHost.Monitors, null, (Old, Proxy), (New, $"Bearer {ApiHost.Key}"));

        // The answer does not wait for it.
        var id = ApiKeyToken.Parse(ApiHost.Key)!.KeyId;
        await Eventually.TrueAsync(() => api.Stores.Workspaces.Json.Any(json => json.Contains(id) && StatusHawkJson.Read<ApiKey>(json).LastUsedAt == api.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Metrics_take_their_keys_from_the_new_header_too()
    {
        const string metricsKey = "metrics-key-of-sixteen-or-more";
        await using var api = await ApiHost.StartAsync(("Watching:MetricsKey", metricsKey));
        await api.CreateAsync();

        (await SendAsync(api, "GET", "/metrics", null, (Old, Proxy), (New, $"Bearer {ApiHost.Key}"))).Text.ShouldContain("monitor_status{");
        (await SendAsync(api, "GET", "/metrics", null, (Old, Proxy), (New, $"Bearer {metricsKey}"))).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(api, "GET", "/metrics", null, (Old, $"Bearer {metricsKey}"), (New, Proxy))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_was_sent_in_it_is_in_no_log_no_answer_and_no_row_of_the_audit_log()
    {
        await using var api = await ApiHost.StartAsync();
        var reader = ApiKeyToken.New(ApiHost.WorkspaceId);
        var now = api.Clock.GetUtcNow();
        await api.Stores.Workspaces.TryCreateKeyAsync(new() { Id = reader.KeyId, WorkspaceId = ApiHost.WorkspaceId, Name = "Reader", Role = Role.Viewer, CreatedAt = now, LastUsedAt = now }, default);
        string[] tokens = [ApiHost.Key, reader.Text, "hk_wrong-s3cret-31bb", (await RightAsync(api, ofPerson: true))["Bearer ".Length..]];
        const string body = """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""";
        var told = new StringBuilder();

        foreach (var token in tokens)
        {
            told.Append((await SendAsync(api, "POST", ApiHost.Monitors, body, (Old, Proxy), (New, $"Bearer {token}"))).All);
            told.Append((await SendAsync(api, "POST", ApiHost.Monitors, "{", (New, $"Bearer {token}"))).All);
            told.Append((await SendAsync(api, "GET", "/metrics", null, (New, $"Bearer {token}"))).All);
            told.Append((await SendAsync(api, "GET", "/api/v1/account", null, (New, $"Bearer {token}"))).All);
        }

        api.Stores.Journal.Before = _ => throw new InvalidOperationException("The test took the store away.");
        told.Append((await SendAsync(api, "GET", ApiHost.Monitors, null, (New, $"Bearer {ApiHost.Key}"))).All);
        foreach (var (_, text) in api.Log.Lines) told.AppendLine(text);
        told.Append(JsonSerializer.Serialize(api.Stores.Audit.All));

        var all = told.ToString();
        foreach (var expected in new[] { "HTTP 201", "HTTP 400", "HTTP 401", "HTTP 403", "HTTP 404", "HTTP 500", "CreateMonitor", "The test took the store away." }) all.ShouldContain(expected);
        foreach (var secret in tokens.Select(token => token[(token.LastIndexOf('_') + 1)..])) all.ShouldNotContain(secret);
    }

    [Fact]
    public void One_place_reads_what_requests_show() => AppSources.With("Headers.Authorization", "\"Authorization\"").ShouldBe(["Credentials.cs"]);

    private static (string Name, string Value)[] Only(string name, string value) => [(name, value)];

    private static async Task<string> RightAsync(ApiHost api, bool ofPerson)
    {
        if (!ofPerson) return $"Bearer {ApiHost.Key}";
        using var ada = await Someone.SignedInAsync(api);
        return $"Bearer {ada.Access}";
    }

    private static async Task<Told> SendAsync(ApiHost api, string method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var answer = await api.Anonymous.SendAsync(request);
        return new(answer.StatusCode, answer.Headers.ToString(), await answer.Content.ReadAsStringAsync());
    }

    private sealed record Told(HttpStatusCode Status, string Headers, string Text)
    {
        public string All => $"HTTP {(int)Status}\n{Headers}{Text}\n";
    }
}
