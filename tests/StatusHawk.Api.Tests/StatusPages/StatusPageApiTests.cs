using System.Net;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Tests.StatusPages;

public class StatusPageApiTests
{
    private static readonly string Page = $"{ApiHost.Workspace}/status-page";

    [Fact]
    public async Task The_page_says_where_it_is()
    {
        await using var api = await ApiHost.StartAsync();

        (await api.Client.GetStringAsync(Page)).ShouldBe(
            """{"id":"page_aaaabbbbccccdddd","title":"shop status","slug":"shop","url":"https://status.example.com/status/shop","createdAt":"2026-03-01T12:00:00.000Z","updatedAt":"2026-03-01T12:00:00.000Z"}""");
    }

    [Fact]
    public async Task A_new_title_is_saved_and_pipeline_is_told_to_publish_it()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PatchAsync(Page, """{"title":" Our shop "}""");

        (await ApiHost.JsonAsync(response)).GetProperty("title").GetString().ShouldBe("Our shop");
        api.Stores.Journal.Writes.ShouldBe(["StatusPages.Write", "Queues.Send"]);
        api.Stores.Queues.Of<Command>(Queues.Commands).ShouldBe([new() { Kind = CommandKind.PageChanged, WorkspaceId = ApiHost.WorkspaceId }]);
    }

    [Fact]
    public async Task A_new_slug_is_claimed_then_saved_then_the_old_one_is_given_up()
    {
        await using var api = await ApiHost.StartAsync();

        (await api.PatchAsync(Page, """{"slug":"store"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        api.Stores.Journal.Writes.ShouldBe(["Pages.Write", "StatusPages.Write", "Pages.Delete", "Queues.Send"]);
        api.Stores.Pages.All.Select(p => p.Slug).ShouldBe(["foreign", "store"], ignoreOrder: true);
        (await api.Anonymous.GetAsync("/status/store")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.Anonymous.GetAsync("/status/shop")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_slug_of_another_workspace_is_a_conflict()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PatchAsync(Page, """{"slug":"foreign","title":"Mine"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        api.Stores.Journal.Writes.ShouldBeEmpty();
        api.Stores.Pages.All.Single(p => p.Slug == "foreign").WorkspaceId.ShouldBe(ApiHost.ForeignWorkspaceId);
    }

    [Theory]
    [InlineData("""{"slug":"ab"}""", "#/slug")]
    [InlineData("""{"slug":"-shop"}""", "#/slug")]
    [InlineData("""{"slug":"Shop"}""", "#/slug")]
    [InlineData("""{"slug":"~pipeline"}""", "#/slug")]
    [InlineData("""{"slug":"a/b"}""", "#/slug")]
    [InlineData("""{"title":" "}""", "#/title")]
    [InlineData("""{"title":7,"slug":null,"colour":1}""", "#/title #/slug #/colour")]
    [InlineData("""{"id":"page_x"}""", "#/id")]
    public async Task Every_wrong_field_is_named_and_nothing_is_stored(string patch, string pointers)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PatchAsync(Page, patch);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).ShouldBe(pointers.Split(' '));
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Dying_in_the_middle_of_a_move_leaves_a_page_at_the_slug_it_names_and_trying_again_ends_it(int write, bool happened)
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.DieAt(write, happened);
        await api.PatchAsync(Page, """{"slug":"store"}""");
        api.Stores.Journal.Recover();
        var named = (await ApiHost.JsonAsync(await api.Client.GetAsync(Page))).GetProperty("slug").GetString();
        api.Stores.Pages.All.ShouldContain(p => p.Slug == named && p.WorkspaceId == ApiHost.WorkspaceId);

        (await api.PatchAsync(Page, """{"slug":"store"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        api.Stores.Pages.All.Where(p => p.WorkspaceId == ApiHost.WorkspaceId).Select(p => p.Slug).ShouldBe(["store"]);
    }

    [Fact]
    public async Task A_page_left_behind_by_a_move_that_died_is_removed_by_the_next_publication()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.DieAt(3, happened: false);
        await api.PatchAsync(Page, """{"slug":"store"}""");
        api.Stores.Journal.Recover();
        api.Stores.Pages.All.ShouldContain(p => p.Slug == "shop");

        await new Publication(
            api.Stores.Workspaces, api.Stores.StatusPages, api.Stores.Monitors, api.Stores.Live, api.Stores.Incidents, api.Stores.Pages, new Retrying(api.Clock), api.Clock)
            .RepublishAsync(ApiHost.WorkspaceId, CancellationToken.None);

        api.Stores.Pages.All.ShouldNotContain(p => p.Slug == "shop");
    }
}
