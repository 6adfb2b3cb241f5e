using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Tests.Monitors;

public class ChangeMonitorTests
{
    private const string WithHeaders = """{"name":"Shop","http":{"url":"https://shop.example.org/","headers":{"Authorization":"Bearer one","X-Team":"red"}}}""";

    [Theory]
    [InlineData("""{"name":"Store"}""", "name", "\"Store\"")]
    [InlineData("""{"timeoutSeconds":60}""", "timeoutSeconds", "60")]
    [InlineData("""{"confirmAfter":3}""", "confirmAfter", "3")]
    [InlineData("""{"quorum":"any"}""", "quorum", "\"any\"")]
    [InlineData("""{"intervalSeconds":30}""", "intervalSeconds", "30")]
    [InlineData("""{"regions":["us"]}""", "regions", "[\"us\"]")]
    [InlineData("""{"kind":"http"}""", "kind", "\"http\"")]
    public async Task Only_the_named_field_changes(string patch, string field, string value)
    {
        await using var api = await ApiHost.StartAsync();
        var before = await api.CreateAsync(WithHeaders);
        api.Clock.Advance(TimeSpan.FromMinutes(1));

        var response = await api.PatchAsync($"{ApiHost.Monitors}/{Id(before)}", patch);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = await ApiHost.JsonAsync(response);
        after.GetProperty(field).GetRawText().ShouldBe(value);
        foreach (var other in before.EnumerateObject().Where(p => p.Name != field && p.Name != "updatedAt"))
            after.GetProperty(other.Name).GetRawText().ShouldBe(other.Value.GetRawText(), other.Name);
        after.GetRawText().ShouldBe((await api.ReadAsync(Id(before))).GetRawText());
    }

    [Fact]
    public async Task A_masked_header_keeps_its_value_a_new_one_replaces_it_and_an_absent_one_is_gone()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync(WithHeaders));

        var response = await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"http":{"url":"https://shop.example.org/health","headers":{"authorization":"•••","X-New":"2"}}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var target = api.Stores.Monitors.All[0].Http!;
        target.Url.ShouldBe("https://shop.example.org/health");
        target.SealedHeaders!.ToDictionary(h => h.Key, h => api.Service<Sealer>().Open(h.Value, id)).ShouldBe(new Dictionary<string, string> { ["authorization"] = "Bearer one", ["X-New"] = "2" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"http":{"url":"https://shop.example.org/","headers":{"X-Other":"•••"}}}""", "#/http/headers/X-Other")]
    [InlineData("""{"http":{"headers":{}}}""", "#/http/url")]
    [InlineData("""{"name":null}""", "#/name")]
    [InlineData("""{"intervalSeconds":10,"timeoutSeconds":20}""", "#/timeoutSeconds")]
    [InlineData("""{"shard":"shd_x"}""", "#/shard")]
    [InlineData("""{"verdict":"up"}""", "#/verdict")]
    public async Task A_wrong_change_changes_nothing(string patch, string pointer)
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync(WithHeaders));
        api.Stores.Journal.Clear();

        var response = await api.PatchAsync($"{ApiHost.Monitors}/{id}", patch);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("pointer").GetString().ShouldBe(pointer);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interval_shorter_than_the_stored_timeout_is_refused()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync("""{"name":"Shop","http":{"url":"https://shop.example.org/"},"timeoutSeconds":30}"""));

        var response = await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"intervalSeconds":20}""");

        (await response.Content.ReadAsStringAsync()).ShouldContain("#/intervalSeconds");
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync(WithHeaders));
        api.Stores.Journal.Clear();

        (await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"name":"Shop","regions":["us","eu","asia"]}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_move_takes_the_new_place_saves_and_then_leaves_the_old_one()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        var old = api.Stores.Monitors.All[0].Shard;
        api.Stores.Journal.Clear();

        (await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"intervalSeconds":30}""")).EnsureSuccessStatusCode();

        api.Stores.Journal.Writes.ShouldBe(["Shards.Take", "Monitors.Replace", "Shards.Leave", "Queues.Send"]);
        var monitor = api.Stores.Monitors.All[0];
        monitor.FormerPlaces!.Single().Shard.ShouldBe(old);
        api.Stores.Shards.Places[monitor.Shard].ShouldBe([id]);
        api.Stores.Shards.Places[old].ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Dying_in_the_middle_of_a_move_leaves_the_monitor_in_the_shard_it_names_and_trying_again_mends_the_rest(int write, bool happened)
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        api.Stores.Journal.DieAt(write, happened);
        await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"intervalSeconds":30}""");
        var monitor = api.Stores.Monitors.All[0];
        api.Stores.Shards.Places[monitor.Shard].ShouldContain(id);
        api.Stores.Journal.Recover();

        (await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"intervalSeconds":30}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        monitor = api.Stores.Monitors.All[0];
        api.Stores.Shards.Places.Where(s => s.Value.Contains(id)).Select(s => s.Key).ShouldBe([monitor.Shard]);
    }

    [Fact]
    public async Task A_change_that_somebody_overtook_is_made_to_what_they_left()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        await OvertakeAsync(api, id, times: 1, m => m with { Name = "Theirs" });

        (await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"intervalSeconds":30}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var monitor = api.Stores.Monitors.All[0];
        (monitor.Name, monitor.IntervalSeconds).ShouldBe(("Theirs", 30));
        api.Stores.Shards.Places.Where(s => s.Value.Contains(id)).Select(s => s.Key).ShouldBe([monitor.Shard]);
    }

    [Fact]
    public async Task A_change_that_is_always_overtaken_is_a_conflict_and_leaves_no_place_behind()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        var count = 0;
        await OvertakeAsync(api, id, times: 100, m => m with { Name = $"Theirs {++count}" });

        (await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"intervalSeconds":30}""")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var monitor = api.Stores.Monitors.All[0];
        monitor.IntervalSeconds.ShouldBe(60);
        api.Stores.Shards.Places.Where(s => s.Value.Contains(id)).Select(s => s.Key).ShouldBe([monitor.Shard]);
    }

    [Fact]
    public async Task Pausing_and_resuming_are_told_once_and_may_be_asked_twice()
    {
        await using var api = await ApiHost.StartAsync();
        var id = Id(await api.CreateAsync());
        api.Stores.Journal.Clear();

        foreach (var (verb, verdict) in new[] { ("pause", "paused"), ("pause", "paused"), ("resume", "unknown"), ("resume", "unknown") })
        {
            var response = await api.Client.PostAsync($"{ApiHost.Monitors}/{id}/{verb}", null);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await ApiHost.JsonAsync(response)).GetProperty("verdict").GetString().ShouldBe(verdict);
        }

        api.Stores.Journal.Writes.ShouldBe(["Monitors.Replace", "Queues.Send", "Monitors.Replace", "Queues.Send"]);
    }

    private static string Id(JsonElement monitor) => monitor.GetProperty("id").GetString()!;

    private static async Task OvertakeAsync(ApiHost api, string id, int times, Func<Monitor, Monitor> change)
    {
        await Task.Yield();
        var left = times;
        api.Stores.Journal.Before = async call =>
        {
            if (!call.StartsWith("Monitors.Replace", StringComparison.Ordinal) || left-- <= 0) return;
            var hook = api.Stores.Journal.Before;
            api.Stores.Journal.Before = null;
            var stored = (await api.Stores.Monitors.ReadAsync(ApiHost.WorkspaceId, id, CancellationToken.None))!;
            await api.Stores.Monitors.TryReplaceAsync(change(stored.Value), stored.ETag, CancellationToken.None);
            api.Stores.Journal.Before = hook;
        };
    }
}
