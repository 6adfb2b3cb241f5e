using StatusHawk.Core;

namespace StatusHawk.Pipeline.Tests.Checks;

public sealed class PoisonTests(Storage storage)
{
    private const string EverySecond = "* * * * * *";
    private const string Secret = "{ open sesame";

    [Fact]
    public async Task Results_that_failed_too_often_are_recorded_after_all()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond));
        var message = await Occasion.ForAsync(app, Queues.Results);
        await storage.SendTextAsync(Storage.Poison(Queues.Results), message);

        await storage.DrainedAsync(Storage.Poison(Queues.Results));

        app.Stores.Log.All.Count.ShouldBe(3);
        await Eventually.TrueAsync(() => app.Log.Lines.Any(line => line.Contains("1 messages of the queue results had failed too often and are taken up again", StringComparison.Ordinal)), "it says so");
    }

    [Fact]
    public async Task What_nobody_can_read_is_counted_deleted_and_never_logged()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond));
        await app.World.AddMonitorAsync(regions: ["eu"]);
        string[] queues = [Queues.Results, Queues.Urgent, Queues.Commands, Queues.Republish, Queues.Checks("eu"), Queues.Opinions("eu")];
        foreach (var queue in queues) await storage.SendTextAsync(Storage.Poison(queue), Secret);

        foreach (var queue in queues) await storage.DrainedAsync(Storage.Poison(queue));

        foreach (var queue in queues) await Eventually.TrueAsync(() => app.Log.Lines.Any(line => line.Contains($"1 messages of the queue {queue} failed too often and are given up", StringComparison.Ordinal)), queue);
        app.Log.Lines.ShouldNotContain(line => line.Contains(Secret, StringComparison.Ordinal));
        app.Stores.Journal.Writes.ShouldNotContain("Log.Append");
    }
}
