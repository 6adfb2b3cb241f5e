using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Api.Tests.Monitors;

public class ReadAndDeleteTests
{
    [Fact]
    public async Task A_monitor_shows_its_verdict_and_the_votes_behind_it()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        var since = new DateTimeOffset(2026, 3, 1, 11, 30, 0, TimeSpan.Zero);
        await api.JudgeAsync(
            id, Verdict.Partial, since, ("us", new(VoteValue.Down, since, new() { Error = ErrorClass.Refused, Message = "Nothing listens." })), ("eu", new(VoteValue.Up, since)), ("asia", new(VoteValue.None)));

        var monitor = await api.ReadAsync(id);

        monitor.GetProperty("verdict").GetString().ShouldBe("partial");
        monitor.GetProperty("since").GetString().ShouldBe("2026-03-01T11:30:00.000Z");
        monitor.GetProperty("votes").GetRawText().ShouldBe(
            """{"asia":{"vote":"none"},"eu":{"vote":"up","since":"2026-03-01T11:30:00.000Z"},"us":{"vote":"down","since":"2026-03-01T11:30:00.000Z","error":{"class":"refused","message":"Nothing listens.","phase":"resolve","attempts":1}}}""");
    }

    [Fact]
    public async Task A_paused_monitor_is_paused_whatever_was_judged_and_a_resumed_one_unknown_until_it_is_judged()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        await api.JudgeAsync(id, Verdict.Up, api.Clock.GetUtcNow(), ("eu", new(VoteValue.Up, api.Clock.GetUtcNow())));
        api.Clock.Advance(TimeSpan.FromMinutes(5));

        await api.Client.PostAsync($"{ApiHost.Monitors}/{id}/pause", null);

        var paused = await api.ReadAsync(id);
        paused.GetProperty("verdict").GetString().ShouldBe("paused");
        paused.GetProperty("since").GetString().ShouldBe("2026-03-01T12:05:00.000Z");
        paused.GetProperty("votes").GetRawText().ShouldBe("{}");
        await api.JudgeAsync(id, Verdict.Paused, api.Clock.GetUtcNow());
        await api.Client.PostAsync($"{ApiHost.Monitors}/{id}/resume", null);
        (await api.ReadAsync(id)).GetProperty("verdict").GetString().ShouldBe("unknown");
    }

    [Fact]
    public async Task All_monitors_are_listed_oldest_first_with_their_verdicts()
    {
        await using var api = await ApiHost.StartAsync();
        var first = Id(await api.CreateAsync());
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = Id(await api.CreateAsync());
        await api.JudgeAsync(second, Verdict.Up, api.Clock.GetUtcNow());

        var list = await ApiHost.JsonAsync(await api.Client.GetAsync(ApiHost.Monitors));

        list.GetProperty("items").EnumerateArray().Select(m => (Id(m), m.GetProperty("verdict").GetString())).ShouldBe([(first, "unknown"), (second, "up")]);
        list.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        list.GetProperty("items")[0].TryGetProperty("shard", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "mon_nnnnnnnnnnnnnnnn")]
    [InlineData("PATCH", "mon_nnnnnnnnnnnnnnnn")]
    [InlineData("DELETE", "mon_nnnnnnnnnnnnnnnn")]
    [InlineData("GET", "mon_1")]
    [InlineData("PATCH", "..%2F..")]
    [InlineData("DELETE", "shd_nnnnnnnnnnnnnnnn")]
    public async Task A_missing_foreign_or_impossible_id_is_not_found(string method, string id)
    {
        await using var api = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{ApiHost.Monitors}/{id}") { Content = method == "PATCH" ? new StringContent("{}", null, "application/json") : null };

        (await api.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_monitor_is_gone_leaves_a_tombstone_and_gives_its_place_back()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        api.Stores.Journal.Clear();

        var response = await api.Client.DeleteAsync($"{ApiHost.Monitors}/{id}");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        api.Stores.Journal.Writes.ShouldBe(["Monitors.Delete", "Shards.Leave", "Queues.Send"]);
        api.Stores.Monitors.All.ShouldHaveSingleItem().Deleted.ShouldBeTrue();
        api.Stores.Shards.Places.Values.ShouldAllBe(p => p.Count == 0);
        api.Stores.Queues.Of<Command>(Queues.Commands)[^1].MonitorId.ShouldBe(id);
        (await api.Client.GetAsync($"{ApiHost.Monitors}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.DeleteAsync($"{ApiHost.Monitors}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_place_that_cannot_be_given_back_fails_no_deletion()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        api.Stores.Journal.DieAt(2, happened: false);

        (await api.Client.DeleteAsync($"{ApiHost.Monitors}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        api.Stores.Monitors.All.ShouldHaveSingleItem().Deleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_store_that_is_away_is_a_503_that_says_when_to_come_again_and_nothing_else()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.Before = call => call.StartsWith("Monitors", StringComparison.Ordinal)
            ? throw new StoreUnavailableException("Secret detail.", retryAfter: TimeSpan.FromSeconds(7))
            : Task.CompletedTask;

        var response = await api.Client.GetAsync(ApiHost.Monitors);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("Secret");
    }

    [Fact]
    public async Task An_unexpected_failure_is_a_500_without_details_and_is_logged()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.Before = call => call.StartsWith("Monitors", StringComparison.Ordinal) ? throw new InvalidOperationException("Secret detail.") : Task.CompletedTask;

        var response = await api.Client.GetAsync(ApiHost.Monitors);

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("Secret");
        api.Log.Lines.ShouldContain(l => l.Text.Contains("ListMonitors failed.") && l.Text.Contains("Secret detail."));
    }

    [Fact]
    public async Task Every_answer_says_what_browsers_and_caches_must_not_do()
    {
        await using var api = await ApiHost.StartAsync();

        foreach (var response in new[] { await api.Client.GetAsync(ApiHost.Monitors), await api.Anonymous.GetAsync(ApiHost.Monitors), await api.Anonymous.GetAsync("/health") })
        {
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            response.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    private static string Id(JsonElement monitor) => monitor.GetProperty("id").GetString()!;
}
