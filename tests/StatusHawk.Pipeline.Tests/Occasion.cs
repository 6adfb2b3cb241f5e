using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests;

/// <summary>A good message for each queue that changes something in a world with a page and one monitor.</summary>
internal static class Occasion
{
    public static async Task<string> ForAsync(PipelineApp app, string queue)
    {
        var world = app.World;
        await world.AddPageAsync();
        var monitor = await world.AddMonitorAsync();
        return queue switch
        {
            Queues.Results => PipelineApp.Text(world.Round("eu", "d", monitor), world.Round("us", "d", monitor), world.Round("asia", "u", monitor)),
            Queues.Urgent => PipelineApp.Text(world.Lone(EntryKind.Urgent, "eu", 'd', monitor), world.Lone(EntryKind.Opinion, "us", 'd', monitor)),
            Queues.Commands => PipelineApp.Text(new Command { Kind = CommandKind.MonitorChanged, WorkspaceId = PipelineWorld.Workspace, MonitorId = monitor.Id }),
            Queues.RollUps => PipelineApp.Text(await PastHourAsync(world, monitor)),
            Queues.Tests => PipelineApp.Text(new TestAnswer { TestId = "test_aaaaaaaaaaaaaaaa", WorkspaceId = PipelineWorld.Workspace, Region = "eu", Report = new(Outcome.Down, default, null, null, []) }),
            _ => PipelineApp.Text(new RepublishRequest { WorkspaceId = PipelineWorld.Workspace }),
        };
    }

    private static async Task<RollUpRequest> PastHourAsync(PipelineWorld world, Monitor monitor)
    {
        var hour = Hours.HourOf(Slot.Of(world.Clock.GetUtcNow())) - (2 * Hours.One);
        await world.ChangeAsync(monitor, it => it with { CreatedAt = (hour - Hours.One).Time });
        await world.Stores.Log.AppendAsync(world.Round("eu", "u", monitor) with { Slot = hour + TimeSpan.FromMinutes(1) }, default);
        return new() { Span = RollUpSpan.Hour, WorkspaceId = PipelineWorld.Workspace, Shard = monitor.Shard, From = hour };
    }
}
