using System.Net;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Tests.Checks;

public class HeartbeatTests
{
    [Theory]
    [InlineData("GET", "", Outcome.Up)]
    [InlineData("HEAD", "", Outcome.Up)]
    [InlineData("POST", "", Outcome.Up)]
    [InlineData("GET", "/start", Outcome.Inconclusive)]
    [InlineData("POST", "/fail", Outcome.Down)]
    public async Task A_call_becomes_an_observation(string method, string path, Outcome outcome)
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await JobAsync(api);
        api.Stores.Journal.Clear();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Address(monitor)}{path}");

        using var response = await api.Anonymous.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var call = api.Stores.Queues.Of<ResultsMessage>(Queues.Results).ShouldHaveSingleItem().Entries.ShouldHaveSingleItem();
        (call.Kind, call.Shard, call.Region, call.Slot).ShouldBe((EntryKind.Ping, monitor.Shard, HeartbeatTarget.Region, Slot.Of(api.Clock.GetUtcNow())));
        call.Results.ShouldHaveSingleItem().Outcome.ShouldBe(outcome);
        api.Stores.Journal.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("/heartbeat/nonsense")]
    [InlineData("/heartbeat/a-b-c")]
    [InlineData("/heartbeat/aaaabbbbccccdddd-aaaaaaaaaaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_call_that_nobody_expects_is_not_found(string path)
    {
        await using var api = await ApiHost.StartAsync();

        (await api.Anonymous.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        api.Stores.Queues.Of<ResultsMessage>(Queues.Results).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_token_and_a_deleted_monitor_are_not_found()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = await JobAsync(api);

        (await api.Anonymous.GetAsync(Address(monitor)[..^1] + (Address(monitor)[^1] == 'a' ? 'b' : 'a'))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await api.Client.DeleteAsync($"{ApiHost.Monitors}/{monitor.Id}");
        (await api.Anonymous.GetAsync(Address(monitor))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_installations_own_call_is_taken_in()
    {
        await using var api = await ApiHost.StartAsync();

        (await api.Anonymous.GetAsync("/heartbeat/self")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var call = api.Stores.Queues.Of<ResultsMessage>(Queues.Results).ShouldHaveSingleItem().Entries.ShouldHaveSingleItem();
        call.Shard.ShouldBe(Heartbeats.SelfShard);
        call.Results.ShouldBeEmpty();
    }

    private static async Task<Monitor> JobAsync(ApiHost api)
    {
        await api.CreateAsync("""{"name":"Backup","kind":"heartbeat","heartbeat":{"periodSeconds":3600}}""");
        return api.Stores.Monitors.All.Single();
    }

    private static string Address(Monitor monitor) => $"/heartbeat/{HeartbeatAddress.Of(monitor.WorkspaceId, monitor.Id, monitor.Heartbeat!.Token)}";
}
