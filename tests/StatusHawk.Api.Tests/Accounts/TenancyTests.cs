using StatusHawk.Core;

namespace StatusHawk.Api.Tests.Accounts;

/// <summary>Nothing of one workspace is seen, changed or told of from another.</summary>
public class TenancyTests
{
    private static readonly string[] OfWorkspaces = [.. Routes.All.Where(route => route.Value.Route.Contains("{workspaceId}", StringComparison.Ordinal)).Select(route => route.Key).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Functions => [.. OfWorkspaces];

    public static TheoryData<string> WithIds => [.. OfWorkspaces.Where(function => Routes.All[function].Route.LastIndexOf('{') > Routes.All[function].Route.IndexOf('{', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_foreign_workspace_and_one_that_is_not_there_are_the_same_to_people_and_keys(string function)
    {
        await using var there = await Neighbourhood.StartAsync(ApiHost.ForeignWorkspaceId);
        var (method, route) = Routes.All[function];
        foreach (var who in new[] { "owner", "key to administer" })
        {
            // The first request of a caller makes what is cached.
            await there.SendAsync(who, "GET", there.PathOf("api/v1/workspaces/{workspaceId}", ApiHost.WorkspaceId));
            var foreign = await AskAsync(there, who, method, there.PathOf(route, ApiHost.ForeignWorkspaceId));
            var missing = await AskAsync(there, who, method, there.PathOf(route, "ws_nnnnnnnnnnnnnnnn"));

            foreign.Status.ShouldBe(404, $"{who}: {foreign.Text}");
            foreign.Text.ShouldBe(missing.Text);
            foreign.Work.ShouldBe([.. missing.Work.Select(call => call.Replace("ws_nnnnnnnnnnnnnnnn", ApiHost.ForeignWorkspaceId, StringComparison.Ordinal))]);
        }

        there.Api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(WithIds))]
    public async Task A_foreign_id_and_one_that_is_not_there_are_the_same_and_cost_the_same(string function)
    {
        await using var there = await Neighbourhood.StartAsync(ApiHost.ForeignWorkspaceId);
        var (method, route) = Routes.All[function];
        var name = route[(route.LastIndexOf('{') + 1)..route.LastIndexOf('}')];
        var id = there.Ids[name];
        await there.SendAsync("owner", "GET", there.PathOf("api/v1/workspaces/{workspaceId}", ApiHost.WorkspaceId));

        var foreign = await AskAsync(there, "owner", method, there.PathOf(route, ApiHost.WorkspaceId));
        there.Ids[name] = Missing(id);
        var missing = await AskAsync(there, "owner", method, there.PathOf(route, ApiHost.WorkspaceId));

        // A wrong body is told before anything is looked for.
        foreign.Status.ShouldBeOneOf(404, 400);
        foreign.Status.ShouldBe(missing.Status);
        foreign.Text.ShouldBe(missing.Text);
        foreign.Work.ShouldBe([.. missing.Work.Select(call => call.Replace(there.Ids[name], id, StringComparison.Ordinal))]);
        there.Api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("monitors")]
    [InlineData("monitors?q=planted")]
    [InlineData("monitors?tag=planted")]
    [InlineData("incidents")]
    [InlineData("incidents?status=open")]
    [InlineData("channels")]
    [InlineData("keys")]
    [InlineData("members")]
    [InlineData("invitations")]
    [InlineData("audit")]
    [InlineData("usage")]
    [InlineData("overview")]
    [InlineData("export")]
    [InlineData("status-page")]
    [InlineData("regions")]
    public async Task Lists_searches_the_export_and_the_audit_log_show_nothing_of_a_neighbour(string path)
    {
        await using var there = await Neighbourhood.StartAsync(ApiHost.ForeignWorkspaceId);

        var mine = await AskAsync(there, "owner", "GET", $"/api/v1/workspaces/{ApiHost.WorkspaceId}/{path}");
        var theirs = await AskAsync(there, "stranger", "GET", $"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/{path}");

        mine.Status.ShouldBe(200, mine.Text);
        theirs.Status.ShouldBe(200, theirs.Text);
        mine.Text.ShouldNotContain("planted", Case.Insensitive);
        mine.Text.ShouldNotContain(ApiHost.ForeignWorkspaceId);
        foreach (var id in there.Ids.Values.Where(id => id.Contains('_', StringComparison.Ordinal))) mine.Text.ShouldNotContain(id);
    }

    // Of the same form: a key's is a hash.
    private static string Missing(string id)
    {
        var prefix = id[..(id.IndexOf('_', StringComparison.Ordinal) + 1)];
        return prefix + new string(prefix == Ids.Key ? '0' : 'n', id.Length - prefix.Length);
    }

    private static async Task<(int Status, string Text, string[] Work)> AskAsync(Neighbourhood there, string who, string method, string path)
    {
        var before = there.Api.Stores.Journal.Calls.Count;
        using var answer = await there.SendAsync(who, method, path);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text, [.. there.Api.Stores.Journal.Calls.Skip(before).Order(StringComparer.Ordinal)]);
    }
}
