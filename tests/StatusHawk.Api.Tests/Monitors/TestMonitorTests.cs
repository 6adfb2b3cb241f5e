using System.Net;
using StatusHawk.Testing;

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
        var check = await ApiHost.JsonAsync(response);
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

        var check = await ApiHost.JsonAsync(await api.PostAsync($"{ApiHost.Monitors}/{id}/test", ""));

        check.GetProperty("outcome").GetString().ShouldBe("up");
        target.Requests.ShouldHaveSingleItem().ShouldContain("X-Key: secret-1");
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
}
