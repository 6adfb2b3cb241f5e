using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class AuditTests
{
    private static string Audit => $"{ApiHost.Workspace}/audit";

    [Fact]
    public async Task A_change_says_who_did_what_from_where_and_only_what_is_different()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString()!;
        api.Clock.Advance(TimeSpan.FromSeconds(1));

        (await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"name":"Store"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var row = (await ListAsync(api))[0];
        row.GetProperty("id").GetString().ShouldStartWith("aud_");
        row.GetProperty("at").GetString().ShouldBe("2026-03-01T12:00:01.000Z");
        row.GetProperty("action").GetString().ShouldBe("ChangeMonitor");
        row.GetProperty("caller").GetRawText().ShouldBe($$"""{"kind":"key","id":"{{ApiKeyToken.Parse(ApiHost.Key)!.KeyId}}","name":"Test"}""");
        row.GetProperty("address").GetString().ShouldBe("127.0.0.1");
        row.GetProperty("target").GetRawText().ShouldBe($$"""{"workspaceId":"{{ApiHost.WorkspaceId}}","monitorId":"{{id}}"}""");
        row.GetProperty("outcome").GetString().ShouldBe("done");
        row.GetProperty("status").GetInt32().ShouldBe(200);
        row.GetProperty("before").GetRawText().ShouldBe("""{"name":"Shop","updatedAt":"2026-03-01T12:00:00.000Z"}""");
        row.GetProperty("after").GetRawText().ShouldBe("""{"name":"Store","updatedAt":"2026-03-01T12:00:01.000Z"}""");
    }

    [Fact]
    public async Task Whatever_changes_leaves_a_row_with_what_it_was_and_what_it_became()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = $"{ApiHost.Monitors}/{(await api.CreateAsync()).GetProperty("id").GetString()}";
        await api.PostAsync($"{monitor}/pause", "{}");
        await api.PostAsync($"{monitor}/resume", "{}");
        await api.Client.DeleteAsync(monitor);
        var channel = await CreatedAsync(api, "channels", """{"name":"On call","kind":"email","email":{"to":["a@example.com"]}}""");
        await api.PatchAsync(channel, """{"name":"Kim"}""");
        await api.Client.DeleteAsync(channel);
        var incident = await CreatedAsync(api, "incidents", """{"title":"Slow","message":"We look into it.","impact":"minor"}""");
        await api.PostAsync($"{incident}/updates", """{"message":"We found it.","status":"identified"}""");
        await api.PostAsync($"{incident}/acknowledge", "{}");
        await api.PostAsync($"{incident}/resolve", """{"message":"Done."}""");
        await api.PostAsync($"{incident}/reopen", "{}");
        var key = await CreatedAsync(api, "keys", """{"name":"Deploy","scope":"read"}""");
        await api.Client.DeleteAsync(key);
        await api.PatchAsync($"{ApiHost.Workspace}/status-page", """{"title":"Other"}""");
        await api.PatchAsync(ApiHost.Workspace, """{"name":"Other"}""");

        var rows = api.Stores.Audit.All;
        string[] created = ["CreateMonitor", "CreateChannel", "OpenIncident", "CreateKey"];
        string[] deleted = ["DeleteMonitor", "DeleteChannel", "RevokeKey"];
        string[] changed =
        [
            "PauseMonitor", "ResumeMonitor", "ChangeChannel", "UpdateIncident", "AcknowledgeIncident", "ResolveIncident", "ReopenIncident", "ChangeStatusPage", "ChangeWorkspace",
        ];
        rows.Select(row => row.Action).Order().ShouldBe(created.Concat(deleted).Concat(changed).Order());
        rows.ShouldAllBe(row => row.Outcome == AuditOutcome.Done);
        rows.Where(row => created.Contains(row.Action)).ShouldAllBe(row => row.Before == null && row.After!.Contains("\"id\""));
        rows.Where(row => deleted.Contains(row.Action)).ShouldAllBe(row => row.Before!.Contains("\"id\"") && row.After == null);
        rows.Where(row => changed.Contains(row.Action)).ShouldAllBe(row => row.Before != null && row.After != null && row.Before != row.After);
        rows.Single(row => row.Action == "UpdateIncident").After!.ShouldContain("We found it.");
        rows.Single(row => row.Action == "ChangeWorkspace").Before.ShouldBe("""{"name":"shop"}""");
    }

    [Fact]
    public async Task What_is_read_or_refused_leaves_no_row_but_for_what_the_caller_might_not_do()
    {
        await using var api = await ApiHost.StartAsync(("Plans:standard:Monitors", "0"));

        await api.Client.GetAsync(ApiHost.Monitors);
        (await api.PostAsync(ApiHost.Monitors, "{}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await api.PatchAsync($"{ApiHost.Monitors}/mon_nnnnnnnnnnnnnnnn", """{"name":"a"}""")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.PatchAsync($"{ApiHost.Workspace}/status-page", """{"slug":"foreign"}""")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await api.PostAsync(ApiHost.Monitors, "no json")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await api.Anonymous.PostAsync(ApiHost.Monitors, null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        api.Stores.Audit.All.ShouldBeEmpty();

        (await api.PostAsync(ApiHost.Monitors, """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var row = api.Stores.Audit.All.ShouldHaveSingleItem();
        (row.Outcome, row.Status, row.Before, row.After).ShouldBe((AuditOutcome.Refused, 403, null, null));
    }

    [Fact]
    public async Task Without_a_row_nothing_is_changed()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.AuditJournal.FailAll();

        var response = await api.PostAsync(ApiHost.Monitors, """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        api.Stores.Journal.Writes.ShouldBeEmpty();
        (await api.Client.GetAsync(ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_row_is_there_before_the_change_and_says_attempted_until_it_is_done()
    {
        await using var api = await ApiHost.StartAsync();
        AuditEntry? during = null;
        api.Stores.Journal.Before = call =>
        {
            if (StoreWrites(call)) during ??= api.Stores.Audit.All.Single();
            return Task.CompletedTask;
        };

        await api.CreateAsync();

        (during!.Outcome, during.Status, during.Action).ShouldBe((AuditOutcome.Attempted, null, "CreateMonitor"));
        api.Stores.Audit.All.Single().Outcome.ShouldBe(AuditOutcome.Done);
    }

    [Fact]
    public async Task Whoever_dies_before_the_outcome_is_written_leaves_an_attempt_that_the_api_shows()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.AuditJournal.Before = call => call.StartsWith("Audit.Complete", StringComparison.Ordinal) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;

        await api.CreateAsync();

        var row = (await ListAsync(api)).ShouldHaveSingleItem();
        row.GetProperty("outcome").GetString().ShouldBe("attempted");
        row.TryGetProperty("status", out _).ShouldBeFalse();
        (row.GetProperty("before").ValueKind, row.GetProperty("after").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        api.Log.Lines.ShouldContain(line => line.Text.Contains("stays as attempted"));
    }

    [Fact]
    public async Task What_broke_stays_as_failed_since_it_may_have_been_done()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.After = call => call.StartsWith("Monitors.Create", StringComparison.Ordinal) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;

        (await api.PostAsync(ApiHost.Monitors, """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        api.Stores.Audit.All.ShouldHaveSingleItem().Outcome.ShouldBe(AuditOutcome.Failed);
    }

    [Fact]
    public async Task No_secret_is_in_any_row()
    {
        await using var api = await ApiHost.StartAsync();
        var http = await CreatedAsync(api, "monitors", """
            {"name":"A","http":{"url":"https://a.example.org/","method":"POST","headers":{"X-Token":"planted-1"},"body":"planted-2",
             "auth":{"type":"basic","user":"kim","password":"planted-3"}}}
            """);
        await api.PatchAsync(http, """{"http":{"url":"https://a.example.org/","headers":{"X-Token":"planted-4"},"auth":{"type":"bearer","token":"planted-5"}}}""");
        await CreatedAsync(api, "monitors", """{"name":"B","kind":"tcp","tcp":{"host":"a.example.org","port":25,"send":"planted-6"}}""");
        var heartbeat = await CreatedAsync(api, "monitors", """{"name":"C","kind":"heartbeat","heartbeat":{"periodSeconds":60}}""");
        var address = (await ApiHost.JsonAsync(await api.Client.GetAsync(heartbeat))).GetProperty("heartbeat").GetProperty("url").GetString()!;
        await api.PatchAsync(heartbeat, """{"heartbeat":{"periodSeconds":60,"newAddress":true}}""");
        var renewed = (await ApiHost.JsonAsync(await api.Client.GetAsync(heartbeat))).GetProperty("heartbeat").GetProperty("url").GetString()!;
        var channel = await CreatedAsync(api, "channels", """
            {"name":"D","kind":"webhook","webhook":{"url":"https://hooks.example.org/planted-7?token=planted-8",
             "secret":"whsec_cGxhbnRlZC05LXBsYW50ZWQtOS1wbGFudGVkLTk="}}
            """);
        await api.PatchAsync(channel, """{"webhook":{"url":"https://hooks.example.org/planted-10"}}""");
        await api.Client.DeleteAsync(channel);
        var (_, key) = await api.CreateKeyAsync();
        await api.Client.DeleteAsync(http);

        var kept = string.Join('\n', [.. api.Stores.Audit.Json, await api.Client.GetStringAsync(Audit)]);

        api.Stores.Audit.All.Count.ShouldBe(10);
        api.Stores.Audit.All.ShouldAllBe(row => row.Outcome == AuditOutcome.Done);
        kept.ShouldNotContain("planted");
        foreach (var secret in new[] { "cGxhbnRlZC05", key, ApiHost.Key, address, renewed, address.Split('/')[^1], renewed.Split('/')[^1] }) kept.ShouldNotContain(secret);
        kept.ShouldContain("https://hooks.example.org/");
    }

    [Fact]
    public async Task Rows_are_read_the_latest_first_page_by_page_and_from_one_time_to_another()
    {
        await using var api = await ApiHost.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await api.PatchAsync(ApiHost.Workspace, $$"""{"name":"Name {{i}}"}""");
            api.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var first = await ApiHost.JsonAsync(await api.Client.GetAsync($"{Audit}?limit=3"));
        await api.PatchAsync(ApiHost.Workspace, """{"name":"Later"}""");
        var second = await ApiHost.JsonAsync(await api.Client.GetAsync($"{Audit}?limit=3&cursor={first.GetProperty("next").GetString()}"));

        Names(first).Concat(Names(second)).ShouldBe(["Name 4", "Name 3", "Name 2", "Name 1", "Name 0"]);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        Names(await ApiHost.JsonAsync(await api.Client.GetAsync($"{Audit}?from=2026-03-01T12:01:00Z&to=2026-03-01T12:03:00Z"))).ShouldBe(["Name 2", "Name 1"]);
        Names(await ApiHost.JsonAsync(await api.Client.GetAsync($"{Audit}?from=2026-03-01T12:01:00Z&to=0001-01-01T00:00:00Z"))).ShouldBeEmpty();

        static IEnumerable<string?> Names(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("after").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("limit=0", "?limit")]
    [InlineData("limit=201", "?limit")]
    [InlineData("cursor=x", "?cursor")]
    [InlineData("from=yesterday", "?from")]
    [InlineData("to=2026-03-01", "?to")]
    [InlineData("who=kim", "?who")]
    public async Task A_wrong_parameter_is_named(string query, string pointer)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.Client.GetAsync($"{Audit}?{query}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    [Fact]
    public async Task A_cursor_of_another_workspace_is_none_and_its_rows_are_not_shown()
    {
        await using var api = await ApiHost.StartAsync();
        var foreign = $"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}";
        for (var i = 0; i < 2; i++) await api.CallAsync(ApiHost.ForeignKey, HttpMethod.Patch, foreign, $$"""{"name":"Name {{i}}"}""");
        var theirs = await ApiHost.JsonAsync(await api.CallAsync(ApiHost.ForeignKey, HttpMethod.Get, $"{foreign}/audit?limit=1"));

        (await ListAsync(api)).ShouldBeEmpty();
        (await api.Client.GetAsync($"{Audit}?cursor={theirs.GetProperty("next").GetString()}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await api.Client.GetAsync($"{foreign}/audit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rows_that_are_too_old_are_not_shown_and_go_with_the_next_change()
    {
        await using var api = await ApiHost.StartAsync(("Audit:KeepForDays", "30"));
        await api.PatchAsync(ApiHost.Workspace, """{"name":"Old"}""");
        await Eventually.TrueAsync(() => api.Stores.AuditJournal.Count("Audit.RemoveBefore") == 1);
        api.Clock.Advance(TimeSpan.FromDays(31));

        (await ListAsync(api)).ShouldBeEmpty();
        api.Stores.Audit.All.Count.ShouldBe(1);
        await api.PatchAsync(ApiHost.Workspace, """{"name":"New"}""");
        await api.PatchAsync(ApiHost.Workspace, """{"name":"Newer"}""");

        await Eventually.TrueAsync(() => api.Stores.Audit.All.Count == 2);
        api.Stores.AuditJournal.Count("Audit.RemoveBefore").ShouldBe(2);
    }

    private static bool StoreWrites(string call) => Testing.InMemory.StoreJournal.IsWrite(call);

    private static async Task<string> CreatedAsync(ApiHost api, string what, string body)
    {
        var response = await api.PostAsync($"{ApiHost.Workspace}/{what}", body);
        ((int)response.StatusCode).ShouldBe(201, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.AbsolutePath;
    }

    private static async Task<JsonElement[]> ListAsync(ApiHost api) => [.. (await ApiHost.JsonAsync(await api.Client.GetAsync(Audit))).GetProperty("items").EnumerateArray()];
}
