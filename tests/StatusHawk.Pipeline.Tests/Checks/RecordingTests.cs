using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Pipeline.Tests.Checks;

public sealed class RecordingTests(Storage storage)
{
    [Fact]
    public async Task Rounds_land_in_the_log_are_judged_and_shown()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await app.World.AddPageAsync();
        var down = await app.World.AddMonitorAsync();
        var up = await app.World.AddMonitorAsync();

        for (var minute = 0; minute < 2; minute++)
        {
            await app.TakeAsync(Queues.Results, PipelineApp.Text([.. new[] { "asia", "eu", "us" }.Select(region => app.World.Round(region, "du", down, up))]));
            app.World.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        app.Stores.Log.All.Count.ShouldBe(6);
        (await app.World.VerdictAsync(down)).ShouldBe(Verdict.Down);
        (await app.World.VerdictAsync(up)).ShouldBe(Verdict.Up);
        app.Stores.Pages.All.Single().Components.Single(component => component.MonitorId == down.Id).DownIn.ShouldBe(["asia", "eu", "us"]);
        await app.PoisonIsEmptyAsync();
    }

    [Fact]
    public async Task Lone_observations_are_judged_before_their_round()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await app.World.AddPageAsync();
        var monitor = await app.World.AddMonitorAsync();

        await app.TakeAsync(Queues.Urgent, PipelineApp.Text(app.World.Lone(EntryKind.Urgent, "eu", 'd', monitor), app.World.Lone(EntryKind.Urgent, "us", 'd', monitor)));
        (await app.World.VerdictAsync(monitor)).ShouldBe(Verdict.Unknown);
        app.World.Clock.Advance(TimeSpan.FromSeconds(4));
        await app.TakeAsync(Queues.Urgent, PipelineApp.Text(app.World.Lone(EntryKind.Opinion, "eu", 'd', monitor), app.World.Lone(EntryKind.Opinion, "us", 'd', monitor)));

        (await app.World.VerdictAsync(monitor)).ShouldBe(Verdict.Down);
        app.Stores.Log.All.Select(entry => entry.Kind).ShouldBe([EntryKind.Urgent, EntryKind.Urgent, EntryKind.Opinion, EntryKind.Opinion], ignoreOrder: true);
        app.Stores.Pages.All.Single().Components.Single().Verdict.ShouldBe(Verdict.Down);
        await app.PoisonIsEmptyAsync();
    }
}
