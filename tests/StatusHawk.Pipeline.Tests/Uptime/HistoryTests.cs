using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Pipeline.Tests.Uptime;

public sealed class HistoryTests(Storage storage)
{
    [Fact]
    public async Task A_message_makes_an_hour_of_the_log_and_as_a_second_one_the_same()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        app.World.Clock.Set(TimeProvider.System.GetUtcNow().AddHours(-3));
        var monitor = await app.World.AddMonitorAsync();
        var hour = Hours.HourOf(Slot.Of(app.World.Clock.GetUtcNow())) + Hours.One;
        app.World.Clock.Set(hour.Time);
        for (var minute = 0; minute < 60; minute++)
        {
            foreach (var region in monitor.Regions) await app.Stores.Log.AppendAsync(app.World.Round(region, "u", monitor), default);
            app.World.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var request = PipelineApp.Text(new RollUpRequest { Span = RollUpSpan.Hour, WorkspaceId = monitor.WorkspaceId, Shard = monitor.Shard, From = hour });
        await app.TakeAsync(Queues.RollUps, request);
        var made = app.Stores.History.All.Single(rollUp => rollUp.Span == RollUpSpan.Hour);
        var bytes = app.Stores.History.Json.Order(StringComparer.Ordinal).ToArray();
        await app.TakeAsync(Queues.RollUps, request);

        made.Regions.Values.ShouldAllBe(counts => counts.Up == 60);
        made.Time.ShouldBe(new VerdictTime { Up = 3_600 });
        app.Stores.History.Json.Order(StringComparer.Ordinal).ShouldBe(bytes);
        (await storage.CountAsync(Storage.Poison(Queues.RollUps))).ShouldBe(0);
    }

    [Fact]
    public async Task The_timer_asks_for_the_hours_that_are_ready_and_they_are_made()
    {
        await using var app = await PipelineApp.StartAsync(storage, ("UptimeEvery", "* * * * * *"));
        var now = Slot.Of(TimeProvider.System.GetUtcNow());
        var from = Hours.HourOf(now) - TimeSpan.FromHours(3);
        app.World.Clock.Set(from.Time.AddDays(-1));
        var monitor = await app.World.AddMonitorAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                // The timer moves it too: where it did first, it is read again.
                var before = await app.Stores.Progress.ReadAsync(RollUpSpan.Hour, default);
                return await app.Stores.Progress.TryMoveAsync(RollUpSpan.Hour, from, before?.ETag, default);
            },
            "progress is where an absence left it");

        await Eventually.TrueAsync(() => app.Stores.History.All.Count(hour => hour.Span == RollUpSpan.Hour && hour.MonitorId == monitor.Id) >= 2, "two hours are made");

        var hours = app.Stores.History.All.Where(hour => hour.Span == RollUpSpan.Hour).OrderBy(hour => hour.From).ToArray();
        hours[0].From.ShouldBe(from);
        hours.ShouldAllBe(hour => hour.Time == new VerdictTime { Unknown = 3_600 });
    }
}
