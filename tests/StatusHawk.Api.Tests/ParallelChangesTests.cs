using System.Net;
using System.Text.Json;

namespace StatusHawk.Api.Tests;

/// <summary>Many who change one thing at once: each of them is done, and none undoes another.</summary>
public class ParallelChangesTests
{
    [Fact]
    public async Task Fifty_changes_of_one_monitor_lose_none()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString()!;

        // Five want each of ten fields: whoever wrote what it had not read would undo one.
        string[] fields =
        [
            """{"name":"Renamed"}""", """{"intervalSeconds":30}""", """{"timeoutSeconds":7}""", """{"confirmAfter":3}""", """{"quorum":"all"}""",
            """{"degradedAfterMilliseconds":900}""", """{"assertions":["[STATUS] == 200"]}""", """{"key":"shop"}""", """{"tags":["eu"]}""", """{"regions":["eu","us"]}""",
        ];
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => api.PatchAsync($"{ApiHost.Monitors}/{id}", fields[i % fields.Length])));

        responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK);
        var monitor = await api.ReadAsync(id);
        JsonElement Of(string name) => monitor.GetProperty(name);
        string[] numbers = ["intervalSeconds", "timeoutSeconds", "confirmAfter", "degradedAfterMilliseconds"];
        numbers.Select(name => Of(name).GetInt32()).ShouldBe([30, 7, 3, 900]);
        new[] { "name", "quorum", "key" }.Select(name => Of(name).GetString()).ShouldBe(["Renamed", "all", "shop"]);
        new[] { "assertions", "tags", "regions" }.Select(name => Of(name).GetArrayLength()).ShouldBe([1, 1, 2]);
        api.Stores.Shards.Places.Values.SelectMany(members => members).ShouldBe([id]);
    }

    [Fact]
    public async Task Fifty_who_say_something_of_one_incident_are_all_heard()
    {
        await using var api = await ApiHost.StartAsync();
        var made = await ApiHost.JsonAsync(await api.PostAsync($"{ApiHost.Workspace}/incidents", """{"title":"Slow","message":"We look."}"""));
        var address = $"{ApiHost.Workspace}/incidents/{made.GetProperty("id").GetString()}";

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => api.PostAsync($"{address}/updates", $$"""{"message":"Word {{i}}"}""")));

        responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK);
        var timeline = (await ApiHost.JsonAsync(await api.Client.GetAsync(address))).GetProperty("timeline").GetRawText();
        for (var i = 0; i < 50; i++) timeline.ShouldContain($"\"Word {i}\"");
    }

    [Fact]
    public async Task Changes_of_channel_page_and_workspace_lose_none()
    {
        await using var api = await ApiHost.StartAsync();
        var made = await ApiHost.JsonAsync(await api.PostAsync($"{ApiHost.Workspace}/channels", """{"name":"Team","kind":"email","email":{"to":["a@example.com"]}}"""));
        var channel = $"{ApiHost.Workspace}/channels/{made.GetProperty("id").GetString()}";
        (string Address, string[] Bodies)[] changes =
        [
            (channel, ["""{"name":"Other"}""", """{"enabled":false}""", """{"key":"team"}""", """{"email":{"to":["b@example.com"]}}"""]),
            ($"{ApiHost.Workspace}/status-page", ["""{"title":"Other"}""", """{"slug":"other"}"""]),
            (ApiHost.Workspace, ["""{"name":"Other"}""", """{"retention":{"hoursForDays":90}}""", """{"retention":{"daysForDays":800}}"""]),
        ];

        foreach (var (address, bodies) in changes)
        {
            var responses = await Task.WhenAll(Enumerable.Range(0, 48).Select(i => api.PatchAsync(address, bodies[i % bodies.Length])));
            responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK);
        }

        var (changed, page, workspace) = (await TextAsync(channel), await TextAsync($"{ApiHost.Workspace}/status-page"), await TextAsync(ApiHost.Workspace));
        foreach (var part in new[] { "\"Other\"", "\"enabled\":false", "\"team\"", "b@example.com" }) changed.ShouldContain(part);
        foreach (var part in new[] { "\"Other\"", "\"other\"" }) page.ShouldContain(part);
        foreach (var part in new[] { "\"Other\"", "\"hoursForDays\":90", "\"daysForDays\":800" }) workspace.ShouldContain(part);

        Task<string> TextAsync(string address) => api.Client.GetStringAsync(address);
    }

    [Fact]
    public async Task A_monitor_that_never_stops_changing_is_a_conflict()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString()!;
        api.Stores.Journal.Before = async call =>
        {
            if (!call.StartsWith("Monitors.Replace", StringComparison.Ordinal)) return;
            var journal = api.Stores.Journal;
            var hook = journal.Before;
            journal.Before = null;
            var stored = (await api.Stores.Monitors.ReadAsync(ApiHost.WorkspaceId, id, default))!;
            await api.Stores.Monitors.TryReplaceAsync(stored.Value with { Name = stored.Value.Name + "." }, stored.ETag, default);
            journal.Before = hook;
        };

        (await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"timeoutSeconds":7}""")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }
}
