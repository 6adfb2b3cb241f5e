using System.Net;
using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Api.Tests.Monitors;

public class SwitchMonitorsTests
{
    [Fact]
    public async Task Monitors_are_paused_by_id_and_resumed_by_tag_and_twice_is_fine()
    {
        await using var api = await ApiHost.StartAsync();
        var (a, b, c) = (await CreateAsync(api, "x"), await CreateAsync(api, "x"), await CreateAsync(api, "y"));
        var missing = Ids.New(Ids.Monitor);

        for (var time = 0; time < 2; time++)
        {
            var paused = await SendAsync(api, "pause", $$"""{"ids":["{{a}}","{{missing}}","{{c}}","{{a}}","nonsense"]}""");
            paused.GetRawText().ShouldBe(
                $$"""{"items":[{"id":"{{a}}","enabled":false},{"id":"{{c}}","enabled":false}],"missing":["{{missing}}","nonsense"],"failed":[]}""");
        }

        (await EnabledAsync(api, a, b, c)).ShouldBe([false, true, false]);
        (await SendAsync(api, "resume", """{"tag":"X"}""")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ShouldBe([a, b], ignoreOrder: true);
        (await EnabledAsync(api, a, b, c)).ShouldBe([true, true, false]);
        (await SendAsync(api, "pause", """{"tag":"none"}""")).GetRawText().ShouldBe("""{"items":[],"missing":[],"failed":[]}""");
    }

    [Fact]
    public async Task At_most_16_are_switched_at_once_and_one_that_fails_keeps_no_other_from_it()
    {
        await using var api = await ApiHost.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 40; i++) ids.Add(await CreateAsync(api, "x"));
        var (now, most) = (0, 0);
        api.Stores.Journal.Before = async call =>
        {
            if (!call.StartsWith("Monitors.Replace", StringComparison.Ordinal)) return;
            if (call.EndsWith(ids[7], StringComparison.Ordinal)) throw new StoreUnavailableException("The test took the store away.");
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };

        var answer = await SendAsync(api, "pause", """{"tag":"x"}""");

        most.ShouldBeLessThanOrEqualTo(16);
        answer.GetProperty("items").GetArrayLength().ShouldBe(39);
        answer.GetProperty("failed").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(ids[7]);
        api.Stores.Journal.Recover();
        (await SendAsync(api, "pause", """{"tag":"x"}""")).GetProperty("failed").GetArrayLength().ShouldBe(0);
        api.Stores.Monitors.All.ShouldAllBe(monitor => !monitor.Enabled);
    }

    [Theory]
    [InlineData("""{}""", "#")]
    [InlineData("""{"ids":["mon_nnnnnnnnnnnnnnnn"],"tag":"x"}""", "#")]
    [InlineData("""[]""", "#")]
    [InlineData("""{"ids":[]}""", "#/ids")]
    [InlineData("""{"ids":[7]}""", "#/ids/0")]
    [InlineData("""{"tag":"a b"}""", "#/tag")]
    [InlineData("""{"tag":"x","all":true}""", "#/all")]
    public async Task What_is_wrong_is_named_and_nothing_is_switched(string body, string pointer)
    {
        await using var api = await ApiHost.StartAsync();
        await CreateAsync(api, "x");
        api.Stores.Journal.Clear();

        var response = await api.PostAsync($"{ApiHost.Monitors}/pause", body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("pointer").GetString().ShouldBe(pointer);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_500_ids_are_too_many()
    {
        await using var api = await ApiHost.StartAsync();
        string Body(int count) => $$"""{"ids":[{{string.Join(',', Enumerable.Range(0, count).Select(_ => $"\"{Ids.New(Ids.Monitor)}\""))}}]}""";

        (await SendAsync(api, "pause", Body(500))).GetProperty("missing").GetArrayLength().ShouldBe(500);
        (await api.PostAsync($"{ApiHost.Monitors}/pause", Body(501))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_workspaces_monitors_are_missing()
    {
        await using var api = await ApiHost.StartAsync();
        var id = await CreateAsync(api, "x");
        using var stranger = new HttpClient { BaseAddress = api.Client.BaseAddress };
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", ApiHost.ForeignKey);

        foreach (var (body, missing) in new[] { ($$"""{"ids":["{{id}}"]}""", $"\"{id}\""), ("""{"tag":"x"}""", "") })
        {
            using var content = new StringContent(body, null, "application/json");
            var response = await stranger.PostAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/monitors/pause", content);
            (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"items":[],"missing":[{{missing}}],"failed":[]}""");
        }

        (await EnabledAsync(api, id)).ShouldBe([true]);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    private static async Task<string> CreateAsync(ApiHost api, string tag) =>
        (await api.CreateAsync($$$"""{"name":"Shop","tags":["{{{tag}}}"],"http":{"url":"https://shop.example.org/"}}""")).GetProperty("id").GetString()!;

    private static async Task<JsonElement> SendAsync(ApiHost api, string verb, string body)
    {
        var response = await api.PostAsync($"{ApiHost.Monitors}/{verb}", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await ApiHost.JsonAsync(response);
    }

    private static async Task<bool[]> EnabledAsync(ApiHost api, params string[] ids) =>
        [.. (await Task.WhenAll(ids.Select(api.ReadAsync))).Select(monitor => monitor.GetProperty("enabled").GetBoolean())];
}
