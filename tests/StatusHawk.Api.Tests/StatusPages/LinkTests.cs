namespace StatusHawk.Api.Tests.StatusPages;

public class LinkTests
{
    [Fact]
    public async Task Answers_of_a_workspace_say_where_its_status_is_and_where_the_API_is_described()
    {
        await using var api = await ApiHost.StartAsync();

        foreach (var path in new[] { ApiHost.Workspace, $"{ApiHost.Monitors}/mon_aaaaaaaaaaaaaaaa" })
        {
            var links = (await api.Client.GetAsync(path)).Headers.GetValues("Link").ShouldHaveSingleItem();
            links.ShouldContain($"<{ApiHost.PublicUrl}/status/{ApiHost.Slug}/api/v2/summary.json>; rel=\"status\"");
            links.ShouldContain($"<{ApiHost.PublicUrl}/api/openapi.json>; rel=\"service-desc\"");
            links.ShouldContain($"<{ApiHost.PublicUrl}/api/docs>; rel=\"service-doc\"");
        }

        api.Stores.Journal.Count("StatusPages.Read").ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_moved_is_pointed_to_where_it_is()
    {
        await using var api = await ApiHost.StartAsync();
        await api.Client.GetAsync(ApiHost.Workspace);

        await api.PatchAsync($"{ApiHost.Workspace}/status-page", """{"slug":"new-shop"}""");

        (await api.Client.GetAsync(ApiHost.Workspace)).Headers.GetValues("Link").Single().ShouldContain("/status/new-shop/");
    }

    [Fact]
    public async Task Nobody_else_learns_where_a_workspaces_page_is()
    {
        await using var api = await ApiHost.StartAsync();

        (await api.Client.GetAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/monitors")).Headers.TryGetValues("Link", out var links);

        (links ?? []).ShouldAllBe(link => !link.Contains("foreign", StringComparison.Ordinal));
    }
}
