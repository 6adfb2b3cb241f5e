using StatusHawk.Core;
using StatusHawk.Core.StatusPages;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests.StatusPages;

public sealed class PublicationTests(Storage storage)
{
    public static TheoryData<string, string> Requests => new()
    {
        { Queues.Commands, PipelineApp.Text(new Command { Kind = CommandKind.PageChanged, WorkspaceId = PipelineWorld.Workspace }) },
        { Queues.Republish, PipelineApp.Text(new RepublishRequest { WorkspaceId = PipelineWorld.Workspace }) },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_snapshot_is_published_with_what_is_stored_now(string queue, string request)
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await app.World.AddPageAsync();
        var monitor = await app.World.AddMonitorAsync();

        await app.TakeAsync(queue, request);

        var page = app.Stores.Pages.All.Single();
        (page.Slug, page.Title, page.WorkspaceId).ShouldBe(("acme", "Acme", PipelineWorld.Workspace));
        page.Components.Single().MonitorId.ShouldBe(monitor.Id);
        await app.PoisonIsEmptyAsync();
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_workspace_without_a_page_is_no_error(string queue, string request)
    {
        await using var app = await PipelineApp.StartAsync(storage);

        await app.TakeAsync(queue, request);

        app.Stores.Pages.All.ShouldBeEmpty();
        await app.PoisonIsEmptyAsync();
    }
}
