using StatusHawk.Core.Checks;
using StatusHawk.Core.Watching;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Watching;

public sealed class AlarmReadingTests : IDisposable
{
    private readonly PipelineWorld _world = new();
    private readonly QueueDepths _queues;
    private readonly AlarmReading _alarms;

    public AlarmReadingTests()
    {
        _queues = new QueueDepths(_world.Stores.Queues, _world.Monitors, _world.Clock);
        var regions = new RegionSilence(_world.Monitors, _world.Freshness, _world.Stores.Log, _world.Clock);
        _alarms = new AlarmReading(_world.Stores.Cursors, regions, _queues, _world.Watchdog, _world.Clock);
    }

    [Fact]
    public async Task Where_all_is_well_there_is_nothing_to_say()
    {
        await PlannedToAsync(aheadSeconds: 60);

        (await _alarms.ReadAsync(default)).ShouldBe(new AlarmFigures(0, 0, "-", 0, "-", 0));
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(90, 0)]
    [InlineData(57, 3)]
    [InlineData(-3600, 3660)]
    public async Task The_lag_is_that_of_what_is_stored_whoever_planned_it(int aheadSeconds, long lag)
    {
        await PlannedToAsync(aheadSeconds);

        (await _alarms.ReadAsync(default)).ScheduleLag.ShouldBe(lag);
    }

    [Fact]
    public async Task Where_nobody_has_ever_planned_the_lag_grows_from_the_start()
    {
        _world.Clock.Advance(TimeSpan.FromMinutes(5));

        (await _alarms.ReadAsync(default)).ScheduleLag.ShouldBe(360);
    }

    [Fact]
    public async Task While_the_stores_are_away_the_lag_grows_from_what_was_read_last()
    {
        await PlannedToAsync(aheadSeconds: 60);
        await _alarms.ReadAsync(default);
        _world.Stores.Journal.FailAll();
        _world.Clock.Advance(TimeSpan.FromSeconds(100));

        (await _alarms.ReadAsync(default)).ScheduleLag.ShouldBe(100);
    }

    [Fact]
    public async Task The_oldest_queue_what_could_not_be_read_and_silent_regions_are_told()
    {
        await _world.AddMonitorAsync(regions: ["us", "eu"]);
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);
        await _world.Stores.Queues.SendAsync(Queues.Results, new { }, null, null, default);
        await _world.Stores.Queues.SendAsync(Queues.Poison(Queues.Results), new { }, null, null, default);
        _world.Stores.Queues.Oldest[Queues.Results] = _world.Clock.GetUtcNow();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _queues.RefreshAsync(default);

        var seen = await _alarms.ReadAsync(default);

        (seen.QueueAge, seen.QueueOldest, seen.Poison, seen.SilentRegions).ShouldBe((3600, Queues.Results, 1, "eu,us"));
    }

    public void Dispose() => _queues.Dispose();

    private Task PlannedToAsync(int aheadSeconds) => _world.Stores.Cursors.TryMoveAsync(Slot.Of(_world.Clock.GetUtcNow()) + TimeSpan.FromSeconds(aheadSeconds), null, default);
}
