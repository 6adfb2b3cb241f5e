using System.Net;
using System.Text.Json;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class PlanLimitsTests
{
    private const string Monitor = """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""";
    private const string Key = """{"name":"Deploy","scope":"read"}""";
    private const string Channel = """{"name":"On call","kind":"email","email":{"to":["a@example.com"]}}""";

    public static TheoryData<string, string, string> Created => new()
    {
        { "monitors", "Monitors", Monitor },
        { "keys", "Keys", Key },
        { "channels", "Channels", Channel },
    };

    [Theory]
    [MemberData(nameof(Created))]
    public async Task Over_a_limit_the_answer_says_which_and_how_much_is_used_and_nothing_is_written(string what, string setting, string body)
    {
        await using var api = await ApiHost.StartAsync(($"Plans:standard:{setting}", "2"));
        for (var i = 0; i < 2; i++) (await api.PostAsync($"{ApiHost.Workspace}/{what}", body)).StatusCode.ShouldBe(HttpStatusCode.Created);
        api.Stores.Journal.Clear();

        var response = await api.PostAsync($"{ApiHost.Workspace}/{what}", body);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"type":"urn:statushawk:problem:plan-limit","title":"The plan does not allow it","status":403"""
            + $$""","detail":"The plan allows 2 {{what}}; 2 are used.","limit":"{{what}}","allowed":2,"used":2}""");
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Created))]
    public async Task However_many_create_at_once_no_more_stay_than_may_be(string what, string setting, string body)
    {
        await using var api = await ApiHost.StartAsync(($"Plans:standard:{setting}", "10"));
        for (var i = 0; i < 5; i++) (await api.PostAsync($"{ApiHost.Workspace}/{what}", body)).StatusCode.ShouldBe(HttpStatusCode.Created);
        api.Clock.Advance(TimeSpan.FromSeconds(1));

        // All have counted before the first of them is created.
        var (counted, go) = (0, new TaskCompletionSource());
        api.Stores.Journal.Before = call =>
        {
            if (call.Split(' ')[0] is not ("Monitors.Create" or "Keys.Create" or "Channels.Create")) return Task.CompletedTask;
            if (Interlocked.Increment(ref counted) == 64) go.TrySetResult();
            return go.Task;
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => api.PostAsync($"{ApiHost.Workspace}/{what}", body)));

        var used = (await UsageAsync(api)).GetProperty("usage").GetProperty(what).GetInt32();

        // Rather one too few than one too many: who waits too long for others to be taken back goes too.
        used.ShouldBeInRange(6, 10);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(used - 5);
        answers.Where(answer => answer.StatusCode != HttpStatusCode.Created).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Forbidden);
        api.Stores.Shards.Places.Values.Sum(places => places.Count).ShouldBe(what == "monitors" ? used : 0);
    }

    [Fact]
    public async Task An_interval_and_regions_are_kept_to_the_plan_and_what_was_there_before_stays()
    {
        await using var free = await ApiHost.StartAsync();
        var id = (await free.CreateAsync("""{"name":"Shop","intervalSeconds":10,"http":{"url":"https://shop.example.org/"}}""")).GetProperty("id").GetString();
        await using var api = await ApiHost.StartAsync(free.Stores, free.Clock, ("Plans:standard:MinIntervalSeconds", "30"), ("Plans:standard:Regions", "2"));
        var path = $"{ApiHost.Monitors}/{id}";

        await RefusedAsync(api.PostAsync(ApiHost.Monitors, """{"name":"A","intervalSeconds":29,"regions":["eu"],"http":{"url":"https://a.example.org/"}}"""), "minIntervalSeconds", 30, 29);
        await RefusedAsync(api.PostAsync(ApiHost.Monitors, """{"name":"A","intervalSeconds":30,"http":{"url":"https://a.example.org/"}}"""), "regions", 2, 3);
        await RefusedAsync(api.PatchAsync(path, """{"intervalSeconds":20}"""), "minIntervalSeconds", 30, 20);
        (await api.PatchAsync(path, """{"name":"Other"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.PatchAsync(path, """{"intervalSeconds":30,"regions":["eu"]}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RefusedAsync(api.PatchAsync(path, """{"regions":["eu","us","asia"]}"""), "regions", 2, 3);
        (await api.PostAsync(ApiHost.Monitors, """{"name":"Job","kind":"heartbeat","heartbeat":{"periodSeconds":30}}""")).StatusCode.ShouldBe(HttpStatusCode.Created);
        free.Stores.Monitors.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Retention_is_kept_to_the_plan()
    {
        await using var api = await ApiHost.StartAsync(("Plans:standard:KeepHoursForDays", "40"), ("Plans:standard:KeepDaysForDays", "800"));

        await RefusedAsync(api.PatchAsync(ApiHost.Workspace, """{"retention":{"hoursForDays":41}}"""), "retention.hoursForDays", 40, 41);
        await RefusedAsync(api.PatchAsync(ApiHost.Workspace, """{"retention":{"daysForDays":801}}"""), "retention.daysForDays", 800, 801);
        api.Stores.Journal.Writes.ShouldBeEmpty();
        (await api.PatchAsync(ApiHost.Workspace, """{"retention":{"hoursForDays":40,"daysForDays":800}}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_workspace_has_the_plan_that_the_installation_gave_it_and_the_api_cannot_change_it()
    {
        await using var api = await ApiHost.StartAsync(("Plans:free:RequestsPerMinute", "6000"), ("Plans:Default", "free"), ("Plans:free:Monitors", "3"), ("Plans:team:Monitors", "50"), ("Plans:team:Regions", "2"));
        await SetPlanAsync(api, null);
        (await UsageAsync(api)).GetProperty("plan").GetRawText().ShouldBe(
            """{"name":"free","monitors":3,"minIntervalSeconds":10,"members":100,"keys":100,"channels":20"""
            + ""","retention":{"hoursForDays":400,"daysForDays":3700},"requestsPerMinute":6000,"regions":null}""");

        await SetPlanAsync(api, "team");
        (await UsageAsync(api)).GetProperty("plan").GetProperty("monitors").GetInt32().ShouldBe(50);
        await SetPlanAsync(api, "gone");
        (await UsageAsync(api)).GetProperty("plan").GetProperty("name").GetString().ShouldBe("free");

        (await api.PatchAsync(ApiHost.Workspace, """{"plan":"team"}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Usage_counts_what_there_is_the_installations_own_key_apart()
    {
        await using var api = await ApiHost.StartAsync();
        await api.CreateAsync();
        var deleted = await api.CreateAsync();
        await api.Client.DeleteAsync($"{ApiHost.Monitors}/{deleted.GetProperty("id").GetString()}");
        await api.PostAsync($"{ApiHost.Workspace}/keys", Key);
        await api.PostAsync($"{ApiHost.Workspace}/channels", Channel);

        (await UsageAsync(api)).GetProperty("usage").GetRawText().ShouldBe("""{"monitors":1,"members":0,"keys":1,"channels":1}""");
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> request, string limit, int allowed, int used)
    {
        var response = await request;
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var problem = await ApiHost.JsonAsync(response);
        (problem.GetProperty("limit").GetString(), problem.GetProperty("allowed").GetInt32(), problem.GetProperty("used").GetInt32()).ShouldBe((limit, allowed, used));
    }

    private static async Task SetPlanAsync(ApiHost api, string? plan)
    {
        var stored = (await api.Stores.Workspaces.ReadForChangeAsync(ApiHost.WorkspaceId, default))!;
        (await api.Stores.Workspaces.TryReplaceAsync(stored.Value with { Plan = plan }, stored.ETag, default)).ShouldBeTrue();
    }

    private static async Task<JsonElement> UsageAsync(ApiHost api)
    {
        var response = await api.Client.GetAsync($"{ApiHost.Workspace}/usage");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await ApiHost.JsonAsync(response);
    }
}
