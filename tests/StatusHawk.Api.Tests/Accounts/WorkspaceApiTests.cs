using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class WorkspaceApiTests
{
    [Fact]
    public async Task A_workspace_shows_what_it_says_itself_beside_what_the_installation_says()
    {
        await using var api = await ApiHost.StartAsync(("Uptime:KeepHoursForDays", "40"), ("Uptime:KeepDaysForDays", "500"));

        var shown = await ReadAsync(api);

        shown.EnumerateObject().Select(field => field.Name).ShouldBe(["id", "name", "role", "retention", "retentionDefaults", "createdAt"]);
        shown.GetProperty("id").GetString().ShouldBe(ApiHost.WorkspaceId);
        shown.GetProperty("name").GetString().ShouldBe("shop");
        shown.GetProperty("retention").GetRawText().ShouldBe("{}");
        shown.GetProperty("retentionDefaults").GetRawText().ShouldBe("""{"hoursForDays":40,"daysForDays":500}""");
    }

    [Theory]
    [InlineData("""{"name":" Acme "}""", "Acme", """{"hoursForDays":90,"daysForDays":1000}""")]
    [InlineData("""{"retention":{"hoursForDays":9}}""", "shop", """{"hoursForDays":9,"daysForDays":1000}""")]
    [InlineData("""{"retention":{"daysForDays":3700}}""", "shop", """{"hoursForDays":90,"daysForDays":3700}""")]
    [InlineData("""{"retention":{"hoursForDays":null}}""", "shop", """{"daysForDays":1000}""")]
    [InlineData("""{"retention":{"hoursForDays":null,"daysForDays":null}}""", "shop", "{}")]
    [InlineData("""{"retention":{}}""", "shop", """{"hoursForDays":90,"daysForDays":1000}""")]
    [InlineData("""{"retention":null}""", "shop", "{}")]
    [InlineData("""{}""", "shop", """{"hoursForDays":90,"daysForDays":1000}""")]
    public async Task Only_the_named_fields_change(string patch, string name, string retention)
    {
        await using var api = await ApiHost.StartAsync();
        (await api.PatchAsync(ApiHost.Workspace, """{"retention":{"hoursForDays":90,"daysForDays":1000}}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var response = await api.PatchAsync(ApiHost.Workspace, patch);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answered = await ApiHost.JsonAsync(response);
        answered.GetProperty("name").GetString().ShouldBe(name);
        answered.GetProperty("retention").GetRawText().ShouldBe(retention);
        (await ReadAsync(api)).GetRawText().ShouldBe(answered.GetRawText());
    }

    [Theory]
    [InlineData("""{"name":""}""", "#/name")]
    [InlineData("""{"name":null}""", "#/name")]
    [InlineData("""{"retention":7}""", "#/retention")]
    [InlineData("""{"retention":{"hoursForDays":8}}""", "#/retention/hoursForDays")]
    [InlineData("""{"retention":{"hoursForDays":401}}""", "#/retention/hoursForDays")]
    [InlineData("""{"retention":{"daysForDays":34}}""", "#/retention/daysForDays")]
    [InlineData("""{"retention":{"daysForDays":3701}}""", "#/retention/daysForDays")]
    [InlineData("""{"retention":{"daysForDays":"long"}}""", "#/retention/daysForDays")]
    [InlineData("""{"retention":{"weeks":7}}""", "#/retention/weeks")]
    [InlineData("""{"retentionDefaults":{}}""", "#/retentionDefaults")]
    [InlineData("""{"id":"ws_eeeeffffgggghhhh"}""", "#/id")]
    [InlineData("""{"role":"owner"}""", "#/role")]
    [InlineData("""{"deletedAt":"2026-01-01T00:00:00Z"}""", "#/deletedAt")]
    [InlineData("""[]""", "#")]
    public async Task A_wrong_change_changes_nothing(string patch, string pointer)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PatchAsync(ApiHost.Workspace, patch);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("pointer").GetString().ShouldBe(pointer);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing()
    {
        await using var api = await ApiHost.StartAsync();

        (await api.PatchAsync(ApiHost.Workspace, """{"name":"shop","retention":{}}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_somebody_overtook_is_made_to_what_they_left()
    {
        await using var api = await ApiHost.StartAsync();
        var overtaken = false;
        api.Stores.Journal.Before = async call =>
        {
            if (overtaken || !call.StartsWith("Workspaces.Replace", StringComparison.Ordinal)) return;
            overtaken = true;
            var stored = (await api.Stores.Workspaces.ReadForChangeAsync(ApiHost.WorkspaceId, default))!;
            await api.Stores.Workspaces.TryReplaceAsync(stored.Value with { Name = "Theirs" }, stored.ETag, default);
        };

        (await api.PatchAsync(ApiHost.Workspace, """{"retention":{"hoursForDays":90}}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var workspace = (await api.Stores.Workspaces.ReadAsync(ApiHost.WorkspaceId, default))!;
        (workspace.Name, workspace.Retention).ShouldBe(("Theirs", new RetentionSetting(HoursForDays: 90)));
    }

    [Fact]
    public async Task Another_workspace_is_not_there()
    {
        await using var api = await ApiHost.StartAsync();

        (await api.Client.GetAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.PatchAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}", """{"name":"Mine"}""")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Anonymous.GetAsync(ApiHost.Workspace)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<JsonElement> ReadAsync(ApiHost api) => await ApiHost.JsonAsync(await api.Client.GetAsync(ApiHost.Workspace));
}
