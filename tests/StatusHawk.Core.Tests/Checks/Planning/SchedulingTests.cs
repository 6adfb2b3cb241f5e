using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks.Planning;

public sealed class SchedulingTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task Every_region_gets_each_slot_once_however_often_the_scheduler_wakes()
    {
        var monitor = await _world.AddMonitorAsync();
        for (var i = 0; i < 12; i++)
        {
            await _world.Scheduling.RunAsync(default);
            _world.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        foreach (var region in monitor.Regions)
        {
            var slots = Sent(_world, region);
            slots.ShouldBe(slots.Distinct());
            slots.Length.ShouldBe(4); // the newest one at the first run, then three minutes ahead of two
        }
    }

    [Fact]
    public async Task Messages_are_sent_before_the_cursor_moves()
    {
        await _world.AddMonitorAsync();
        await _world.Scheduling.RunAsync(default);

        _world.Stores.Journal.Writes[^1].ShouldBe("Cursor.Move");
        _world.Stores.Journal.Count("Queues.Send").ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_scheduler_that_dies_between_two_sends_leaves_no_slot_out(int write)
    {
        var world = new PipelineWorld();
        var monitor = await world.AddMonitorAsync();
        await world.Scheduling.RunAsync(default);
        world.Clock.Advance(TimeSpan.FromSeconds(55));
        world.Stores.Journal.DieAt(write, happened: true);
        (await Record.ExceptionAsync(() => world.Scheduling.RunAsync(default))).ShouldNotBeNull();
        world.Stores.Journal.Recover();
        world = world.Restarted();
        world.Clock.Advance(TimeSpan.FromSeconds(10));

        await world.Scheduling.RunAsync(default);

        foreach (var region in monitor.Regions)
        {
            var slots = Sent(world, region).Distinct().Order().ToArray();
            slots.Zip(slots.Skip(1), (a, b) => b.EpochSeconds - a.EpochSeconds).ShouldAllBe(step => step == 60);
            slots[^1].Time.ShouldBeGreaterThan(world.Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task One_regions_queue_that_is_away_takes_nothing_from_the_others_and_gets_its_rounds_when_it_is_back()
    {
        var monitor = await _world.AddMonitorAsync();
        _world.Stores.Journal.Before = call => call == "Queues.Send checks-asia" ? throw new StoreUnavailableException("Asia is away.") : Task.CompletedTask;
        for (var i = 0; i < 6; i++)
        {
            (await _world.Scheduling.RunAsync(default)).QueuesAway.ShouldBe(["checks-asia"]);
            _world.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        _world.Stores.Journal.Recover();
        await _world.Scheduling.RunAsync(default);

        foreach (var region in monitor.Regions)
        {
            var slots = Sent(_world, region);
            slots.ShouldBe(slots.Distinct());
            slots.ShouldNotBeEmpty();
        }

        Sent(_world, "asia").Max().ShouldBe(Sent(_world, "eu").Max());
    }

    [Fact]
    public async Task One_regions_queue_that_does_not_answer_holds_up_no_other_and_is_not_asked_for_every_message()
    {
        await AddShardsAsync(30);
        var answer = new TaskCompletionSource();
        var asked = 0;
        _world.Stores.Journal.Before = call => call == "Queues.Send checks-asia" && Interlocked.Increment(ref asked) > 0 ? answer.Task : Task.CompletedTask;

        var running = _world.Scheduling.RunAsync(default);
        await Until(() => asked > 0 && Sent(_world, "eu").Length > 100);
        running.IsCompleted.ShouldBeFalse();
        answer.SetException(new StoreUnavailableException("Asia is away."));
        var report = await running;

        report.QueuesAway.ShouldBe(["checks-asia"]);
        Sent(_world, "us").Order().ShouldBe(Sent(_world, "eu").Order());
        asked.ShouldBeLessThan(20);
        _world.Stores.Journal.Recover();
        await _world.Scheduling.RunAsync(default);
        Sent(_world, "asia").Order().ShouldBe(Sent(_world, "eu").Order());
    }

    [Fact]
    public async Task A_message_that_a_queue_does_not_take_stops_no_other()
    {
        await AddShardsAsync(30);
        var refused = 0;
        _world.Stores.Journal.Before = call =>
            call == "Queues.Send checks-asia" && Interlocked.Increment(ref refused) == 3 ? throw new StoreUnavailableException("Not this one.") : Task.CompletedTask;

        (await _world.Scheduling.RunAsync(default)).QueuesAway.ShouldBe(["checks-asia"]);

        Sent(_world, "asia").Length.ShouldBeGreaterThan(Sent(_world, "eu").Length / 2);
        Sent(_world, "asia").Length.ShouldBeLessThan(Sent(_world, "eu").Length);
    }

    [Fact]
    public async Task A_tombstone_ends_the_checks_in_a_scheduler_that_was_away()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.Scheduling.RunAsync(default);
        var other = _world.Restarted();
        await _world.DeleteAsync(monitor);
        for (var i = 0; i < 30; i++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(10));
            await other.Scheduling.RunAsync(default);
        }

        _world.Clock.Advance(TimeSpan.FromDays(3));
        var before = _world.Stores.Queues.Sent.Count;
        await _world.Scheduling.RunAsync(default);

        _world.Stores.Queues.Sent.Count.ShouldBe(before);
        _world.Monitors.Shards().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_is_set_back_hides_no_new_monitor()
    {
        await _world.Scheduling.RunAsync(default);
        _world.Clock.Set(_world.Clock.GetUtcNow().AddHours(-1));
        var monitor = await _world.AddMonitorAsync();

        await _world.Scheduling.RunAsync(default);

        _world.Monitors.All().ShouldContain(known => known.Id == monitor.Id);
        Sent(_world, "eu").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_store_that_is_away_stops_sending_too_so_that_nothing_is_sent_over_and_over()
    {
        await _world.AddMonitorAsync();
        _world.Stores.Journal.FailAll();

        await Should.ThrowAsync<StoreUnavailableException>(() => _world.Scheduling.RunAsync(default));

        _world.Stores.Queues.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Paused_and_deleted_monitors_are_not_planned()
    {
        var paused = await _world.AddMonitorAsync();
        var deleted = await _world.AddMonitorAsync();
        var kept = await _world.AddMonitorAsync();
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);
        await _world.ChangeAsync(paused, monitor => monitor with { Enabled = false });
        await _world.DeleteAsync(deleted);

        await _world.Scheduling.RunAsync(default);

        _world.Stores.Queues.Of<RoundsMessage>(Queues.Checks("eu")).SelectMany(message => message.Rounds).SelectMany(round => round.Checks)
            .ShouldAllBe(check => check.MonitorId == kept.Id);
    }

    [Fact]
    public async Task Monitors_that_moved_are_planned_with_their_new_shard_only()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);
        await _world.ChangeAsync(monitor, it => it with { FormerPlaces = [new FormerPlace(it.Shard, it.IntervalSeconds, it.Regions, _world.Clock.GetUtcNow())], Shard = "shd_bbbbbbbbbbbbbbbb", Regions = ["eu"] });

        await _world.Scheduling.RunAsync(default);

        _world.Stores.Queues.Sent.ShouldAllBe(message => message.Queue == Queues.Checks("eu"));
        _world.Stores.Queues.Of<RoundsMessage>(Queues.Checks("eu")).SelectMany(message => message.Rounds).ShouldAllBe(round => round.Shard == "shd_bbbbbbbbbbbbbbbb");
    }

    /// <summary>Each with an interval of its own, so that their rounds share few messages.</summary>
    private async Task AddShardsAsync(int count)
    {
        for (var i = 0; i < count; i++) await _world.ChangeAsync(await _world.AddMonitorAsync(shard: $"shd_{i}"), it => it with { IntervalSeconds = 10 + i });
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(10, limit.Token);
    }

    private static Slot[] Sent(PipelineWorld world, string region) =>
        [.. world.Stores.Queues.Of<RoundsMessage>(Queues.Checks(region)).SelectMany(message => message.Rounds).Select(round => round.Slot)];
}
