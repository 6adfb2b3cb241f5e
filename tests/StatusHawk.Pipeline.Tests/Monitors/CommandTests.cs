using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests.Monitors;

public sealed class CommandTests(Storage storage)
{
    [Fact]
    public async Task A_changed_monitor_is_asked_about_in_each_of_its_regions_and_shown()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await app.World.AddPageAsync();
        var monitor = await app.World.AddMonitorAsync(regions: ["eu", "us"]);

        await app.TakeAsync(Queues.Commands, Changed(monitor));

        foreach (var region in monitor.Regions)
        {
            var asked = (await storage.ReadAsync<RoundsMessage>(Queues.Opinions(region))).Single().Rounds.Single();
            asked.Checks.Single().MonitorId.ShouldBe(monitor.Id);
            (asked.Region, asked.Shard, asked.WorkspaceId).ShouldBe((region, monitor.Shard, monitor.WorkspaceId));
        }

        (await storage.CountAsync(Queues.Opinions("asia"))).ShouldBe(0);
        (await app.World.VerdictAsync(monitor)).ShouldBe(Verdict.Unknown);
        app.Stores.Pages.All.Single().Components.Single().MonitorId.ShouldBe(monitor.Id);
    }

    [Fact]
    public async Task A_paused_monitor_is_shown_as_paused_and_nobody_is_asked()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await app.World.AddPageAsync();
        var monitor = await app.World.AddMonitorAsync();
        await app.World.ChangeAsync(monitor, before => before with { Enabled = false });

        await app.TakeAsync(Queues.Commands, Changed(monitor));

        app.Stores.Pages.All.Single().Components.Single().Verdict.ShouldBe(Verdict.Paused);
        foreach (var region in monitor.Regions) (await storage.CountAsync(Queues.Opinions(region))).ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_monitor_leaves_the_page_and_the_live_states()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await app.World.AddPageAsync();
        var monitor = await app.World.AddMonitorAsync();
        await app.TakeAsync(Queues.Commands, Changed(monitor));
        app.Stores.Live.All.ShouldNotBeEmpty();
        await app.World.DeleteAsync(monitor);

        await app.TakeAsync(Queues.Commands, Changed(monitor));

        app.Stores.Live.All.ShouldBeEmpty();
        app.Stores.Pages.All.Single().Components.ShouldBeEmpty();
    }

    private static string Changed(Monitor monitor) =>
        PipelineApp.Text(new Command { Kind = CommandKind.MonitorChanged, WorkspaceId = PipelineWorld.Workspace, MonitorId = monitor.Id });
}
