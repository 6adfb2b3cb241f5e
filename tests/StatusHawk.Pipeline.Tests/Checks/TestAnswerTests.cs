using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests.Checks;

public sealed class TestAnswerTests(Storage storage)
{
    [Fact]
    public async Task What_a_test_found_is_stored_for_whoever_asked_and_nothing_follows_from_it()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await app.World.AddPageAsync();
        var monitor = await app.World.AddMonitorAsync();
        app.Stores.Journal.Clear();
        var answer = new TestAnswer
        {
            TestId = "test_aaaaaaaaaaaaaaaa",
            WorkspaceId = PipelineWorld.Workspace,
            Region = "eu",
            Report = TestReport.Of(monitor.ToCheck(), new() { MonitorId = monitor.Id, Outcome = Outcome.Down, Evidence = new() { Error = ErrorClass.Refused, Message = "Nothing listens." } }),
        };

        await app.TakeAsync(Queues.Tests, PipelineApp.Text(answer));
        await app.TakeAsync(Queues.Tests, PipelineApp.Text(answer));

        (await app.Stores.TestAnswers.ReadAsync(PipelineWorld.Workspace, answer.TestId, "eu", default))!.Report.Evidence!.Message.ShouldBe("Nothing listens.");
        app.Stores.Journal.Writes.ShouldAllBe(call => call == "Tests.Store");
        (await app.Stores.Live.ReadAsync(PipelineWorld.Workspace, monitor.Id, default)).ShouldBeNull();
        app.Stores.Incidents.All.ShouldBeEmpty();
    }
}
