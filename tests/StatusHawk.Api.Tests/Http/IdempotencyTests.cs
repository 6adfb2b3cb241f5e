using System.Net;
using System.Text;

namespace StatusHawk.Api.Tests.Http;

public class IdempotencyTests
{
    private const string Monitor = """{"name":"Shop","http":{"url":"https://shop.example.org/","headers":{"X-Key":"planted-1"}}}""";
    private const string Channel = """{"name":"Team","kind":"webhook","webhook":{"url":"https://hooks.example.org/x"}}""";
    private const string Incident = """{"title":"Slow","message":"We look into it."}""";

    public static TheoryData<string, string> Makers => new() { { "monitors", Monitor }, { "channels", Channel }, { "incidents", Incident } };

    [Theory]
    [MemberData(nameof(Makers))]
    public async Task The_same_request_again_is_given_the_first_answer_and_does_nothing(string kind, string body)
    {
        await using var api = await ApiHost.StartAsync();
        var first = await SendAsync(api, kind, body);
        api.Stores.Journal.Clear();

        var second = await SendAsync(api, kind, body);

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created));
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (second.Headers.Location, second.Headers.ETag, second.Content.Headers.ContentType).ShouldBe((first.Headers.Location, first.Headers.ETag, first.Content.Headers.ContentType));
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_of_an_incident_is_said_once()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await ApiHost.JsonAsync(await SendAsync(api, "incidents", Incident))).GetProperty("id").GetString();

        await SendAsync(api, $"incidents/{id}/updates", """{"message":"Found."}""");
        await SendAsync(api, $"incidents/{id}/updates", """{"message":"Found."}""");

        api.Stores.Incidents.All.Single().Timeline.Count(entry => entry.Message == "Found.").ShouldBe(1);
    }

    [Fact]
    public async Task Another_body_under_the_key_is_refused()
    {
        await using var api = await ApiHost.StartAsync();
        await SendAsync(api, "monitors", Monitor);

        var other = await SendAsync(api, "monitors", Monitor.Replace("Shop", "Other", StringComparison.Ordinal));

        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ApiHost.JsonAsync(other)).GetProperty("type").GetString().ShouldBe("urn:statushawk:problem:idempotency-mismatch");
        api.Stores.Monitors.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_is_its_callers_and_its_routes_own()
    {
        await using var api = await ApiHost.StartAsync();
        await SendAsync(api, "monitors", Monitor);

        (await SendAsync(api, "incidents", Incident)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await SendAsync(api, "monitors", Monitor, workspace: ApiHost.ForeignWorkspaceId, token: ApiHost.ForeignKey)).StatusCode.ShouldBe(HttpStatusCode.Created);

        api.Stores.Monitors.All.Select(monitor => monitor.WorkspaceId).ShouldBe([ApiHost.WorkspaceId, ApiHost.ForeignWorkspaceId], ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_right_under_the_same_key()
    {
        await using var api = await ApiHost.StartAsync();

        (await SendAsync(api, "monitors", """{"name":""}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(api, "monitors", Monitor)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData(256)]
    public async Task What_is_no_key_is_refused(object key)
    {
        await using var api = await ApiHost.StartAsync();

        (await SendAsync(api, "monitors", Monitor, key as string ?? new string('k', (int)key))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sixty_four_at_once_make_one_monitor_and_all_are_told_of_it_in_the_end()
    {
        await using var api = await ApiHost.StartAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            while (true)
            {
                var answer = await SendAsync(api, "monitors", Monitor);
                if (answer.StatusCode == HttpStatusCode.Created) return (await ApiHost.JsonAsync(answer)).GetProperty("id").GetString();
                answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
                answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
            }
        }));

        ids.Distinct().ShouldHaveSingleItem().ShouldBe(api.Stores.Monitors.All.Single().Id);
    }

    [Theory]
    [MemberData(nameof(Makers))]
    public async Task Wherever_a_process_dies_the_next_request_makes_nothing_twice(string kind, string body)
    {
        foreach (var happened in new[] { false, true })
        {
            for (var write = 1; ; write++)
            {
                await using var api = await ApiHost.StartAsync();
                api.Stores.Journal.DieAt(write, happened);
                var first = await SendAsync(api, kind, body);
                var died = api.Stores.Journal.Writes.Count >= write;
                api.Stores.Journal.Recover();
                if (!died) break;

                var again = await SendAsync(api, kind, body);
                if (again.StatusCode == HttpStatusCode.Conflict)
                {
                    api.Clock.Advance(IdempotencyPatience);
                    again = await SendAsync(api, kind, body);
                }

                again.StatusCode.ShouldBe(HttpStatusCode.Created, $"{kind}, write {write}, {happened}: {await again.Content.ReadAsStringAsync()}");
                Count(api).ShouldBe(1, $"{kind}, write {write}, {happened}");
                (await ApiHost.JsonAsync(again)).GetProperty("id").GetString().ShouldBe(IdOf(api));
                if (first.StatusCode == HttpStatusCode.Created) (await ApiHost.JsonAsync(first)).GetProperty("id").GetString().ShouldBe(IdOf(api));
            }
        }
    }

    [Fact]
    public async Task An_update_whose_process_died_is_said_once()
    {
        for (var write = 1; write <= 6; write++)
        {
            await using var api = await ApiHost.StartAsync();
            var id = (await ApiHost.JsonAsync(await SendAsync(api, "incidents", Incident))).GetProperty("id").GetString();
            api.Stores.Journal.DieAt(write, happened: true);
            await SendAsync(api, $"incidents/{id}/updates", """{"message":"Found."}""");
            api.Stores.Journal.Recover();
            api.Clock.Advance(IdempotencyPatience);

            (await SendAsync(api, $"incidents/{id}/updates", """{"message":"Found."}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

            api.Stores.Incidents.All.Single().Timeline.Count(entry => entry.Message == "Found.").ShouldBe(1, $"write {write}");
        }
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await using var api = await ApiHost.StartAsync();
        await SendAsync(api, "monitors", Monitor);
        api.Clock.Advance(TimeSpan.FromHours(24));

        (await SendAsync(api, "monitors", Monitor)).Headers.Contains("Idempotency-Replayed").ShouldBeFalse();

        api.Stores.Monitors.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_secret_that_is_shown_once_is_kept_sealed()
    {
        await using var api = await ApiHost.StartAsync();

        var secret = (await ApiHost.JsonAsync(await SendAsync(api, "channels", Channel))).GetProperty("webhook").GetProperty("secret").GetString()!;

        var kept = api.Stores.IdempotentRequests.Json.ShouldHaveSingleItem();
        kept.ShouldContain("answer");
        kept.ShouldNotContain(secret);
        kept.ShouldNotContain("hooks.example.org");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_and_leaves_no_trace()
    {
        await using var api = await ApiHost.StartAsync();

        (await SendAsync(api, "monitors", "{\"name\":\"" + new string('x', 70_000) + "\"}")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    private static TimeSpan IdempotencyPatience => Api.Http.IdempotencyKeys.Patience;

    private static int Count(ApiHost api) => api.Stores.Monitors.All.Count + api.Stores.Channels.All.Count + api.Stores.Incidents.All.Count;

    private static string IdOf(ApiHost api) =>
        api.Stores.Monitors.All.Select(it => it.Id).Concat(api.Stores.Channels.All.Select(it => it.Id)).Concat(api.Stores.Incidents.All.Select(it => it.Id)).Single();

    private static async Task<HttpResponseMessage> SendAsync(
        ApiHost api, string kind, string body, string key = "a-key", string workspace = ApiHost.WorkspaceId, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/workspaces/{workspace}/{kind}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key).ShouldBeTrue();
        return await api.Client.SendAsync(request);
    }
}
