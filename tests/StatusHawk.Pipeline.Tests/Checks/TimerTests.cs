using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Pipeline.Tests.Checks;

public sealed class TimerTests(Storage storage)
{
    private const string EverySecond = "* * * * * *";

    /// <summary>Two seconds before the slot, one more since a queue hides messages for whole seconds, and one for clocks that differ.</summary>
    private static readonly TimeSpan VisibleBeforeSlot = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Rounds_are_sent_ahead_and_hidden_until_shortly_before_their_slot()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("ScheduleEvery", EverySecond));
        var monitor = await app.World.AddMonitorAsync(regions: ["eu"]);
        await app.World.ChangeAsync(monitor, before => before with { IntervalSeconds = 10 });
        await Eventually.TrueAsync(async () => await storage.CountAsync(Queues.Checks("eu")) >= 5, "the next minute's rounds are sent");
        var sent = Slot.Of(TimeProvider.System.GetUtcNow()) + VisibleBeforeSlot;

        var seen = new List<RoundRequest>();
        await Eventually.TrueAsync(
            async () =>
            {
                var visible = await storage.ReadAsync<RoundsMessage>(Queues.Checks("eu"));
                var latest = TimeProvider.System.GetUtcNow() + VisibleBeforeSlot;
                visible.SelectMany(message => message.Rounds).ShouldAllBe(round => round.Slot.Time <= latest);
                seen.AddRange(visible.SelectMany(message => message.Rounds));
                return seen.Any(round => round.Slot > sent);
            },
            "a round that was hidden at first is seen");

        seen.ShouldAllBe(round => round.Region == "eu" && round.Shard == monitor.Shard && round.NotAfter == round.Slot + TimeSpan.FromSeconds(10));
        seen.ShouldAllBe(round => round.Checks.Single().MonitorId == monitor.Id);
    }

    [Fact]
    public async Task Headers_travel_sealed()
    {
        const string secret = "open sesame";
        var monitorId = Ids.New(Ids.Monitor);
        var sealer = new Sealer(new SealingOptions { CurrentKeyId = "k1", Keys = new() { ["k1"] = Convert.ToBase64String(new byte[32]) } });
        var sealedHeader = sealer.Seal(secret, monitorId);
        await using var app = await PipelineApp.StartAsync(storage, ("ScheduleEvery", EverySecond));
        var monitor = await app.World.AddMonitorAsync(monitorId, regions: ["eu"]);
        await app.World.ChangeAsync(monitor, before => before with
        {
            IntervalSeconds = 10,
            Http = new HttpTarget { Url = "https://example.com/", SealedHeaders = new Dictionary<string, string> { ["X-Token"] = sealedHeader } },
        });

        IReadOnlyList<string> texts = [];
        await Eventually.TrueAsync(async () => (texts = await storage.TextsAsync(Queues.Checks("eu"))).Any(text => text.Contains(sealedHeader, StringComparison.Ordinal)), "a round with the header");

        texts.ShouldAllBe(text => !text.Contains(secret, StringComparison.Ordinal));
        var header = StatusHawkJson.Read<RoundsMessage>(texts.First(text => text.Contains(sealedHeader, StringComparison.Ordinal))).Rounds[0].Checks[0].Http!.SealedHeaders!["X-Token"];
        sealer.Open(header, monitorId).ShouldBe(secret);
    }

    [Fact]
    public async Task The_watchdog_writes_its_heartbeat_and_does_what_a_lost_command_asked_for()
    {
        var started = TimeProvider.System.GetUtcNow();
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond));
        await app.World.AddPageAsync();
        var monitor = await app.World.AddMonitorAsync();

        await Eventually.TrueAsync(() => app.Stores.Pages.All.SingleOrDefault()?.Components.SingleOrDefault()?.MonitorId == monitor.Id, "the page shows the monitor");
        await Eventually.TrueAsync(async () => await app.Stores.Pages.ReadHeartbeatAsync(default) is { } heartbeat && heartbeat.At >= started, "the heartbeat is written");
    }

    [Fact]
    public async Task The_watchdogs_heartbeat_moves_on_after_a_run_that_failed()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("WatchdogEvery", EverySecond));
        app.Stores.Journal.FailAll();
        await Eventually.TrueAsync(() => app.Stores.Journal.Calls.Count > 0, "the watchdog tried");
        (await Record.ExceptionAsync(() => app.Stores.Pages.ReadHeartbeatAsync(default))).ShouldBeOfType<StoreUnavailableException>();

        app.Stores.Journal.Recover();

        await Eventually.TrueAsync(async () => await app.Stores.Pages.ReadHeartbeatAsync(default) is not null, "the heartbeat is written");
    }
}
