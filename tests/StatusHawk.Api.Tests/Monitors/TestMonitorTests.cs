using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Api.Tests.Monitors;

public class TestMonitorTests
{
    [Fact]
    public async Task A_monitor_that_need_not_exist_is_checked_at_once_and_nothing_is_stored()
    {
        await using var api = await ApiHost.StartAsync(("Probe:AllowPrivateTargets", "true"));
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Status(503));

        var response = await api.PostAsync($"{ApiHost.Monitors}/test", $$"""{"name":"It","http":{"url":"{{target.Url}}"},"assertions":["[STATUS] == 503","[BODY] contains nope"]}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var test = await ApiHost.JsonAsync(response);
        test.GetProperty("pending").GetArrayLength().ShouldBe(0);
        var check = test.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        check.GetProperty("region").GetString().ShouldBe("api");
        check.GetProperty("assertions").EnumerateArray().Select(it => (it.GetProperty("condition").GetString(), it.GetProperty("holds").GetBoolean()))
            .ShouldBe([("[STATUS] == 503", true), ("[BODY] contains nope", false)]);
        check.GetProperty("assertions")[0].GetProperty("detail").GetString().ShouldBe("It holds: it is 503.");
        check.GetProperty("outcome").GetString().ShouldBe("down");
        check.GetProperty("error").GetProperty("class").GetString().ShouldBe("assertion");
        check.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("[BODY] contains nope");
        check.GetProperty("facts").GetProperty("statusCode").GetInt32().ShouldBe(503);
        check.GetProperty("timings").GetProperty("total").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stored_monitor_is_checked_with_its_secrets()
    {
        await using var api = await ApiHost.StartAsync(("Probe:AllowPrivateTargets", "true"));
        await using var target = FlakyTarget.Start();
        var id = (await api.CreateAsync($$$$"""{"name":"It","http":{"url":"{{{{target.Url}}}}","headers":{"X-Key":"secret-1"}}}""")).GetProperty("id").GetString();

        var test = await ApiHost.JsonAsync(await api.PostAsync($"{ApiHost.Monitors}/{id}/test", ""));

        test.GetProperty("results").EnumerateArray().Single().GetProperty("outcome").GetString().ShouldBe("up");
        target.Requests.ShouldHaveSingleItem().ShouldContain("X-Key: secret-1");
    }

    [Fact]
    public async Task A_target_is_told_the_region_of_the_one_setting_that_names_it()
    {
        await using var api = await ApiHost.StartAsync(("Probe:AllowPrivateTargets", "true"), ("ProbeRegion", "here"), ("Probe:Region", "elsewhere"));
        await using var target = FlakyTarget.Start();

        await api.PostAsync($"{ApiHost.Monitors}/test", $$$"""{"name":"It","http":{"url":"{{{target.Url}}}"}}""");

        target.Requests.ShouldHaveSingleItem().ShouldContain("(region here;");
    }

    [Theory]
    [InlineData("http", """{"url":"http://127.0.0.1:1/"}""", HttpStatusCode.BadRequest)]
    [InlineData("heartbeat", """{"periodSeconds":60}""", HttpStatusCode.Conflict)]
    public async Task What_may_not_or_cannot_be_checked_is_refused(string kind, string target, HttpStatusCode status)
    {
        await using var api = await ApiHost.StartAsync();

        (await api.PostAsync($"{ApiHost.Monitors}/test", $$"""{"name":"It","kind":"{{kind}}","{{kind}}":{{target}}}""")).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Nobody_tests_without_a_key_or_what_is_not_theirs()
    {
        await using var api = await ApiHost.StartAsync();

        (await api.Anonymous.PostAsync($"{ApiHost.Monitors}/test", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await api.PostAsync($"{ApiHost.Monitors}/mon_aaaaaaaaaaaaaaaa/test", "")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Chosen_regions_are_asked_for_by_one_command_and_their_answers_given_and_nothing_else_is_sent()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync("""{"name":"It","timeoutSeconds":5,"http":{"url":"https://shop.example.org/","headers":{"X-Key":"secret-1"}}}""")).GetProperty("id").GetString()!;
        api.Stores.Queues.Drain();

        var testing = api.PostAsync($"{ApiHost.Monitors}/{id}/test", """{"regions":["us","eu","us"]}""");
        var asked = await AskedAsync(api, 2);
        foreach (var test in asked) await AnswerAsync(api, test, test.Region == "eu" ? Outcome.Up : Outcome.Down);
        var answer = await FinishAsync(api, testing);

        asked.Select(test => test.Region).ShouldBe(["eu", "us"], ignoreOrder: true);
        asked.ShouldAllBe(test => test.WorkspaceId == ApiHost.WorkspaceId && test.Check.MonitorId == id && test.NotAfter.Time <= api.Clock.GetUtcNow().AddSeconds(60));
        answer.GetProperty("results").EnumerateArray().Select(it => (it.GetProperty("region").GetString(), it.GetProperty("outcome").GetString())).ShouldBe([("eu", "up"), ("us", "down")]);
        answer.GetProperty("pending").GetArrayLength().ShouldBe(0);
        var sent = api.Stores.Queues.Sent.ShouldHaveSingleItem();
        (sent.Queue, sent.VisibleIn, sent.ExpiresIn).ShouldBe((Queues.Commands, null, TimeSpan.FromSeconds(60)));
        sent.Json.ShouldNotContain("secret-1");
        asked[0].Check.Http!.SealedHeaders!["X-Key"].ShouldStartWith("v1.k1.");
    }

    [Fact]
    public async Task The_largest_monitor_and_all_regions_fit_a_command()
    {
        await using var api = await ApiHost.StartAsync();
        var conditions = string.Join(',', Enumerable.Range(0, 20).Select(_ => $"\"[BODY] contains {new string('x', 560)}\""));
        var id = (await api.CreateAsync($$"""{"name":"It","timeoutSeconds":1,"http":{"url":"https://shop.example.org/"},"assertions":[{{conditions}}]}""")).GetProperty("id").GetString()!;
        api.Stores.Queues.Drain();

        var testing = api.PostAsync($"{ApiHost.Monitors}/{id}/test", """{"regions":["asia","eu","us"]}""");
        (await AskedAsync(api, 3)).Select(test => test.Region).ShouldBe(["asia", "eu", "us"]);
        await FinishAsync(api, testing);

        System.Text.Encoding.UTF8.GetByteCount(api.Stores.Queues.Sent.Single().Json).ShouldBeInRange(11_000, Queues.MaxMessageBytes / 2);
    }

    [Fact]
    public async Task Whoever_tests_hears_that_nobody_could_be_asked()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.Before = call => call == $"Queues.Send {Queues.Commands}" ? throw new IOException("The test took the queue away.") : Task.CompletedTask;

        var refused = await api.PostAsync($"{ApiHost.Monitors}/test", """{"name":"It","http":{"url":"https://shop.example.org/"},"testRegions":["us"]}""");

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_region_that_does_not_answer_in_time_is_pending()
    {
        await using var api = await ApiHost.StartAsync();
        var testing = api.PostAsync($"{ApiHost.Monitors}/test", """{"name":"It","timeoutSeconds":5,"http":{"url":"https://shop.example.org/"},"testRegions":["us","asia"]}""");
        var asked = await AskedAsync(api, 2);
        await AnswerAsync(api, asked.Single(test => test.Region == "asia"), Outcome.Up);

        var answer = await FinishAsync(api, testing);

        answer.GetProperty("results").EnumerateArray().Single().GetProperty("region").GetString().ShouldBe("asia");
        answer.GetProperty("pending").EnumerateArray().Select(it => it.GetString()).ShouldBe(["us"]);
        api.Stores.Monitors.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"It","http":{"url":"https://a.example.org/"},"testRegions":["mars"]}""", "#/testRegions/0")]
    [InlineData("""{"name":"It","http":{"url":"https://a.example.org/"},"testRegions":[]}""", "#/testRegions")]
    [InlineData("""{"name":"It","http":{"url":"https://a.example.org/"},"testRegions":"us"}""", "#/testRegions")]
    [InlineData("""{"name":"It","http":{"url":"https://a.example.org/"},"testRegions":["us"],"testRegions":["us"]}""", "#/testRegions")]
    public async Task Regions_that_there_are_not_are_refused(string body, string pointer)
    {
        await using var api = await ApiHost.StartAsync();

        var refused = await api.PostAsync($"{ApiHost.Monitors}/test", body);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(refused)).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).ShouldContain(pointer);
        api.Stores.Queues.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_tests_of_a_workspace_run_at_once_and_no_more()
    {
        await using var api = await ApiHost.StartAsync();
        const string body = """{"name":"It","timeoutSeconds":1,"http":{"url":"https://shop.example.org/"},"testRegions":["us"]}""";
        var testing = Enumerable.Range(0, 10).Select(_ => api.PostAsync($"{ApiHost.Monitors}/test", body)).ToArray();
        await AskedAsync(api, 10);

        (await api.PostAsync($"{ApiHost.Monitors}/test", body)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        foreach (var test in testing) await FinishAsync(api, test);
        var next = api.PostAsync($"{ApiHost.Monitors}/test", body);
        await AskedAsync(api, 11);
        await FinishAsync(api, next);
    }

    private static async Task<IReadOnlyList<TestRequest>> AskedAsync(ApiHost api, int count)
    {
        await Eventually.TrueAsync(() => Asked().Count == count);
        return Asked();

        // What Pipeline makes of the commands.
        IReadOnlyList<TestRequest> Asked()
        {
            var made = new InMemoryMessageQueues(new StoreJournal());
            foreach (var command in api.Stores.Queues.Of<Command>(Queues.Commands).Where(command => command.Kind == CommandKind.TestInRegions))
                new Opinions(made).TestAsync(command.WorkspaceId, command.TestId!, command.Test!, api.Clock.GetUtcNow(), CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
            return [.. made.Sent.SelectMany(message => StatusHawkJson.Read<RoundsMessage>(message.Json).Tests!)];
        }
    }

    private static Task AnswerAsync(ApiHost api, TestRequest test, Outcome outcome) => api.Stores.TestAnswers.StoreAsync(
        new() { TestId = test.TestId, WorkspaceId = test.WorkspaceId, Region = test.Region, Report = TestReport.Of(test.Check, new() { MonitorId = test.Check.MonitorId, Outcome = outcome }) },
        CancellationToken.None);

    // The clock stands until it is moved, and every look moves it.
    private static async Task<JsonElement> FinishAsync(ApiHost api, Task<HttpResponseMessage> testing)
    {
        await Eventually.TrueAsync(() =>
        {
            api.Clock.Advance(TimeSpan.FromSeconds(1));
            return testing.IsCompleted;
        });
        return await ApiHost.JsonAsync(await testing);
    }
}
