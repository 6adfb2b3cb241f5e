using System.Net;
using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Api.Tests.Monitors;

public class KeyTests
{
    private const string Keyed = """{"name":"Shop","key":"shop","http":{"url":"https://shop.example.org/"}}""";
    private const string Channel = """{"name":"Team","key":"shop","kind":"email","email":{"to":["a@example.com"]}}""";

    [Fact]
    public async Task A_key_is_one_monitors_and_who_wants_it_too_is_told_whose()
    {
        await using var api = await ApiHost.StartAsync();
        var id = await CreateAsync(api);

        var response = await api.PostAsync(ApiHost.Monitors, Keyed);

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ApiHost.JsonAsync(response)).GetProperty("detail").GetString().ShouldBe($"The key 'shop' is that of {id}.");
        api.Stores.Monitors.All.ShouldHaveSingleItem();
        api.Stores.Shards.Places.Values.SelectMany(members => members).ShouldBe([id]);
        (await api.PostAsync($"{ApiHost.Workspace}/channels", Channel)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await api.PostAsync($"{ApiHost.Workspace}/channels", Channel)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await api.ReadAsync(id)).GetProperty("key").GetString().ShouldBe("shop");
    }

    [Fact]
    public async Task Of_64_who_create_at_once_with_one_key_one_does()
    {
        await using var api = await ApiHost.StartAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => api.PostAsync(ApiHost.Monitors, Keyed)));

        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.Conflict).ShouldBe(63);
        api.Stores.Monitors.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_64_who_change_to_one_key_at_once_one_does_and_the_others_stay_as_they_are()
    {
        await using var api = await ApiHost.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 64; i++) ids.Add((await api.CreateAsync()).GetProperty("id").GetString()!);

        var responses = await Task.WhenAll(ids.Select(id => api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"key":"shop"}""")));

        responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        api.Stores.Monitors.All.Count(monitor => monitor.Key == "shop").ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_given_up_is_anybodys_at_once()
    {
        await using var api = await ApiHost.StartAsync();
        var first = await CreateAsync(api);

        (await api.PatchAsync($"{ApiHost.Monitors}/{first}", """{"key":null}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var second = await CreateAsync(api);
        (await api.PatchAsync($"{ApiHost.Monitors}/{second}", """{"key":"store"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.PatchAsync($"{ApiHost.Monitors}/{first}", """{"key":"shop"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.Client.DeleteAsync($"{ApiHost.Monitors}/{first}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await CreateAsync(api);

        api.Stores.Claims.All.Select(claim => claim.Key).Order().ShouldBe(["shop", "store"]);
    }

    [Fact]
    public async Task A_channels_key_is_given_up_too()
    {
        await using var api = await ApiHost.StartAsync();
        for (var time = 0; time < 2; time++)
        {
            var id = (await ApiHost.JsonAsync(await api.PostAsync($"{ApiHost.Workspace}/channels", Channel))).GetProperty("id").GetString();
            (await api.Client.DeleteAsync($"{ApiHost.Workspace}/channels/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var last = (await ApiHost.JsonAsync(await api.PostAsync($"{ApiHost.Workspace}/channels", Channel))).GetProperty("id").GetString();
        var changed = await ApiHost.JsonAsync(await api.PatchAsync($"{ApiHost.Workspace}/channels/{last}", """{"key":null}"""));
        changed.TryGetProperty("key", out _).ShouldBeFalse();
        api.Stores.Claims.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_dies_at_whichever_write_a_key_is_never_two_monitors_and_in_the_end_somebodys(bool happened)
    {
        for (var write = 1; write <= 8; write++)
        {
            await using var api = await ApiHost.StartAsync();
            var first = await CreateAsync(api);
            api.Stores.Journal.DieAt(write, happened);
            await api.PatchAsync($"{ApiHost.Monitors}/{first}", """{"key":"store","intervalSeconds":30}""");
            await api.PostAsync(ApiHost.Monitors, """{"name":"Store","key":"store","http":{"url":"https://shop.example.org/"}}""");
            await api.Client.DeleteAsync($"{ApiHost.Monitors}/{first}");
            api.Stores.Journal.Recover();

            foreach (var key in new[] { "shop", "store" })
            {
                var body = Keyed.Replace("\"shop\"", $"\"{key}\"", StringComparison.Ordinal);
                await api.PostAsync(ApiHost.Monitors, body);
                Holders(api, key).ShouldBeLessThanOrEqualTo(1);
                api.Clock.Advance(KeyClaim.Lease);
                await api.PostAsync(ApiHost.Monitors, body);
                Holders(api, key).ShouldBe(1, $"{key} after a death at write {write}");
            }
        }
    }

    [Fact]
    public async Task A_claim_whose_holder_is_about_to_come_is_waited_for_and_one_who_never_came_loses_it()
    {
        await using var api = await ApiHost.StartAsync();
        var claim = new KeyClaim
        {
            WorkspaceId = ApiHost.WorkspaceId,
            Kind = KeyedKind.Monitor,
            Key = "shop",
            Holder = Ids.New(Ids.Monitor),
            ClaimedAt = api.Clock.GetUtcNow(),
        };
        await api.Stores.Claims.TryWriteAsync(claim, null, default);

        var early = await api.PostAsync(ApiHost.Monitors, Keyed);
        early.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ApiHost.JsonAsync(early)).GetProperty("detail").GetString()!.ShouldContain(claim.Holder);
        api.Clock.Advance(KeyClaim.Lease);
        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => api.PostAsync(ApiHost.Monitors, Keyed)));

        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(1);
    }

    [Fact]
    public async Task Giving_up_a_key_does_not_release_what_was_claimed_anew_meanwhile()
    {
        await using var api = await ApiHost.StartAsync();
        var id = await CreateAsync(api);

        // Between the write that gives the key up and its release, the same monitor is given it again.
        api.Stores.Journal.Before = async call =>
        {
            if (!call.StartsWith("Claims.Release", StringComparison.Ordinal)) return;
            api.Stores.Journal.Recover();
            (await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"key":"shop"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        };
        await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"key":null}""");

        (await api.PostAsync(ApiHost.Monitors, Keyed)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Holders(api, "shop").ShouldBe(1);
    }

    [Fact]
    public async Task What_was_stored_without_key_and_tags_is_read_as_without()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString()!;

        api.Stores.Monitors.Json.ShouldAllBe(json => !json.Contains("\"key\"") && !json.Contains("\"tags\""));
        var monitor = await api.ReadAsync(id);
        monitor.TryGetProperty("key", out _).ShouldBeFalse();
        monitor.GetProperty("tags").ValueKind.ShouldBe(JsonValueKind.Array);
    }

    private static int Holders(ApiHost api, string key) => api.Stores.Monitors.All.Count(monitor => monitor.Key == key);

    private static async Task<string> CreateAsync(ApiHost api) => (await api.CreateAsync(Keyed)).GetProperty("id").GetString()!;
}
