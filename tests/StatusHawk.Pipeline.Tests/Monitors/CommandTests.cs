using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests.Monitors;

public sealed class CommandTests(Storage storage)
{
    private const string TestId = "test_aaaaaaaaaaaaaaaa";

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

    [Fact]
    public async Task A_test_is_passed_on_to_each_region_and_their_answers_are_stored_for_whoever_asked()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        var order = Order("eu", "us");

        await app.TakeAsync(Queues.Commands, Testing(order));

        foreach (var region in order.Regions)
        {
            var asked = (await storage.ReadAsync<RoundsMessage>(Queues.Opinions(region))).Single();
            asked.Rounds.ShouldBeEmpty();
            var test = asked.Tests!.Single();
            (test.TestId, test.WorkspaceId, test.Region, test.NotAfter).ShouldBe((TestId, PipelineWorld.Workspace, region, order.NotAfter));
            test.Check.Http!.SealedHeaders!["X-Key"].ShouldBe("v1.k1.sealed");
            await app.TakeAsync(Queues.Tests, PipelineApp.Text(new TestAnswer { TestId = TestId, WorkspaceId = test.WorkspaceId, Region = region, Report = new(Outcome.Up, default, null, null, []) }));
            (await app.Stores.TestAnswers.ReadAsync(PipelineWorld.Workspace, TestId, region, default)).ShouldNotBeNull().Report.Outcome.ShouldBe(Outcome.Up);
        }

        (await storage.CountAsync(Queues.Opinions("asia"))).ShouldBe(0);
        app.Stores.Log.All.ShouldBeEmpty();
        await app.PoisonIsEmptyAsync();
    }

    [Fact]
    public async Task A_test_that_nobody_waits_for_any_more_is_dropped()
    {
        await using var app = await PipelineApp.StartAsync(storage);

        await app.TakeAsync(Queues.Commands, Testing(Order("eu") with { NotAfter = Slot.Of(TimeProvider.System.GetUtcNow()) - TimeSpan.FromSeconds(1) }));

        (await storage.CountAsync(Queues.Opinions("eu"))).ShouldBe(0);
        await app.PoisonIsEmptyAsync();
    }

    [Fact]
    public async Task A_region_that_cannot_be_asked_keeps_no_other_from_it()
    {
        await using var app = await PipelineApp.StartAsync(storage);

        await app.TakeAsync(Queues.Commands, Testing(Order("nowhere", "us")));

        (await storage.ReadAsync<RoundsMessage>(Queues.Opinions("us"))).Single().Tests!.Single().TestId.ShouldBe(TestId);
        app.Log.Lines.ShouldContain(line => line.Contains("nowhere", StringComparison.Ordinal) && line.Contains(TestId, StringComparison.Ordinal));
        await app.PoisonIsEmptyAsync();
    }

    private static TestOrder Order(params string[] regions) => new()
    {
        Regions = regions,
        NotAfter = Slot.Of(TimeProvider.System.GetUtcNow()) + TestRequest.Lifetime,
        Check = new()
        {
            MonitorId = "mon_aaaaaaaaaaaaaaaa",
            Kind = MonitorKind.Http,
            TimeoutSeconds = 5,
            Http = new HttpTarget { Url = "https://shop.example.org/", SealedHeaders = new Dictionary<string, string> { ["X-Key"] = "v1.k1.sealed" } },
        },
    };

    private static string Testing(TestOrder order) =>
        PipelineApp.Text(new Command { Kind = CommandKind.TestInRegions, WorkspaceId = PipelineWorld.Workspace, TestId = TestId, Test = order });

    private static string Changed(Monitor monitor) =>
        PipelineApp.Text(new Command { Kind = CommandKind.MonitorChanged, WorkspaceId = PipelineWorld.Workspace, MonitorId = monitor.Id });
}
