using System.Net;
using System.Text;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class DeleteWorkspaceTests
{
    private static readonly string Confirmed = $$"""{"confirm":"{{ApiHost.WorkspaceId}}"}""";

    [Fact]
    public async Task It_is_marked_deleted_and_told_in_this_order_and_no_key_of_it_works_from_then_on()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await DeleteAsync(api, Confirmed);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"id":"{{ApiHost.WorkspaceId}}","deletedAt":"2026-03-01T12:00:00.000Z"}""");
        api.Stores.Journal.Writes.ShouldBe(["Removals.Mark", "Workspaces.Replace", "Queues.Send"]);
        api.Stores.Queues.Of<Command>(Queues.Commands).ShouldBe([new Command { Kind = CommandKind.WorkspaceDeleted, WorkspaceId = ApiHost.WorkspaceId }]);
        api.Stores.Removals.All.ShouldBe([new Removal { WorkspaceId = ApiHost.WorkspaceId, MarkedAt = api.Clock.GetUtcNow() }]);

        (await api.Client.GetAsync(ApiHost.Workspace)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await api.Client.GetAsync(ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await api.PostAsync(ApiHost.Monitors, """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await DeleteAsync(api, Confirmed)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        api.Stores.Monitors.All.ShouldBeEmpty();

        using var neighbour = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}") { Headers = { Authorization = new("Bearer", ApiHost.ForeignKey) } };
        (await api.Anonymous.SendAsync(neighbour)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}", "#/confirm")]
    [InlineData("""{"confirm":""}""", "#/confirm")]
    [InlineData("""{"confirm":null}""", "#/confirm")]
    [InlineData("""{"confirm":true}""", "#/confirm")]
    [InlineData("""{"confirm":"ws_eeeeffffgggghhhh"}""", "#/confirm")]
    [InlineData("""{"confirm":"ws_aaaabbbbccccdddd","force":true}""", "#/force")]
    [InlineData("[]", "#")]
    public async Task Nothing_happens_unless_the_body_names_the_workspace_again(string body, string pointer)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await DeleteAsync(api, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).ShouldContain(pointer);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_without_a_body_is_told_what_to_say()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.Client.DeleteAsync(ApiHost.Workspace);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"Must be \\\"{ApiHost.WorkspaceId}\\\"");
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_workspace_cannot_be_deleted()
    {
        await using var api = await ApiHost.StartAsync();

        (await DeleteAsync(api, $$"""{"confirm":"{{ApiHost.ForeignWorkspaceId}}"}""", ApiHost.ForeignWorkspaceId)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(1, true, false)]
    [InlineData(2, false, false)]
    [InlineData(2, true, true)]
    [InlineData(3, false, true)]
    [InlineData(3, true, true)]
    public async Task Dying_in_the_middle_leaves_it_alive_and_whole_or_deleted_and_marked(int write, bool happened, bool deleted)
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.DieAt(write, happened);
        await DeleteAsync(api, Confirmed);
        api.Stores.Journal.Recover();

        (await api.Client.GetAsync(ApiHost.Workspace)).StatusCode.ShouldBe(deleted ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        if (deleted) api.Stores.Removals.All.ShouldHaveSingleItem();
        else (await DeleteAsync(api, Confirmed)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await api.Stores.Workspaces.ReadAsync(ApiHost.WorkspaceId, default))!.DeletedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_change_that_was_under_way_does_not_bring_it_back()
    {
        await using var api = await ApiHost.StartAsync();
        var deleted = false;
        api.Stores.Journal.Before = async call =>
        {
            if (deleted || !call.StartsWith("Workspaces.Replace", StringComparison.Ordinal)) return;
            deleted = true;
            (await DeleteAsync(api, Confirmed)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        };

        (await api.PatchAsync(ApiHost.Workspace, """{"name":"Mine"}""")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var workspace = (await api.Stores.Workspaces.ReadAsync(ApiHost.WorkspaceId, default))!;
        (workspace.Name, workspace.DeletedAt is null).ShouldBe(("shop", false));
    }

    [Fact]
    public async Task A_start_with_settings_that_name_a_deleted_workspace_makes_nothing_of_it()
    {
        await using var first = await ApiHost.StartAsync();
        (await DeleteAsync(first, Confirmed)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        first.Stores.Journal.Clear();

        await using var api = await ApiHost.StartAsync(
            first.Stores, first.Clock, ("Bootstrap:WorkspaceId", ApiHost.WorkspaceId), ("Bootstrap:WorkspaceName", "Shop"),
            ("Bootstrap:ApiKey", ApiKeyToken.New(ApiHost.WorkspaceId).Text), ("Bootstrap:PageSlug", "other"), ("Bootstrap:PageTitle", "Other"));

        await Eventually.TrueAsync(() => api.Log.Lines.Any(line => line.Text.Contains("was deleted: nothing is made", StringComparison.Ordinal)));
        api.Stores.Journal.Writes.ShouldBe(["Workspaces.Create"]);
        (await api.Stores.Workspaces.ReadAsync(ApiHost.WorkspaceId, default))!.DeletedAt.ShouldNotBeNull();
    }

    private static async Task<HttpResponseMessage> DeleteAsync(ApiHost api, string body, string workspaceId = ApiHost.WorkspaceId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/workspaces/{workspaceId}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await api.Client.SendAsync(request);
    }
}
