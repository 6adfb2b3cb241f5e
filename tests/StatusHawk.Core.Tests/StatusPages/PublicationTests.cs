using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.StatusPages;

public sealed class PublicationTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task A_page_that_says_the_same_is_not_written_again()
    {
        await PublishedAsync();
        _world.Clock.Advance(TimeSpan.FromHours(1));

        await _world.Publication.RepublishAsync(PipelineWorld.Workspace, default);

        _world.Stores.Journal.Count("Pages.Write").ShouldBe(1);
    }

    [Fact]
    public async Task A_publication_of_older_states_does_not_overwrite_one_of_newer()
    {
        var monitor = await PublishedAsync();
        await _world.RecordAsync([.. monitor.Regions.Select(region => _world.Round(region, "u", monitor))]);
        var raced = false;
        _world.Stores.Journal.Before = async call =>
        {
            if (raced || !call.StartsWith("Pages.Write", StringComparison.Ordinal)) return;
            raced = true;
            await _world.BreakAsync(monitor);
            await _world.Restarted().Publication.RepublishAsync(PipelineWorld.Workspace, default);
        };

        await _world.Publication.RepublishAsync(PipelineWorld.Workspace, default);

        raced.ShouldBeTrue();
        _world.Stores.Pages.All.Single().Components.Single().Verdict.ShouldBe(Verdict.Down);
    }

    [Fact]
    public async Task A_workspace_without_a_page_and_a_slug_of_another_are_left_alone()
    {
        await _world.Publication.RepublishAsync("ws_bbbbbbbbbbbbbbbb", default);
        await PublishedAsync();
        var page = (await _world.Stores.StatusPages.ReadAsync(PipelineWorld.Workspace, default))!.Value;
        await _world.Stores.StatusPages.TryWriteAsync(page with { WorkspaceId = "ws_bbbbbbbbbbbbbbbb", Title = "Stolen" }, null, default);

        await _world.Publication.RepublishAsync("ws_bbbbbbbbbbbbbbbb", default);

        _world.Stores.Pages.All.Single().Title.ShouldBe("Acme");
    }

    private async Task<Monitor> PublishedAsync()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.AddPageAsync();
        await _world.Publication.RepublishAsync(PipelineWorld.Workspace, default);
        return monitor;
    }
}
