using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Watching;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Watching;

public sealed class RegionSilenceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly PipelineWorld _world = new();
    private readonly RegionSilence _silence;

    public RegionSilenceTests() => _silence = new RegionSilence(_world.Monitors, _world.Freshness, _world.Stores.Log, _world.Clock);

    [Fact]
    public async Task A_region_whose_rounds_another_process_records_is_not_silent()
    {
        var monitor = await WatchedAsync("eu", "us");
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.Stores.Log.AppendAsync(_world.Round("eu", "u", monitor), default);

        (await _silence.LookAsync(default)).ShouldBe(["us"]);
    }

    [Fact]
    public async Task A_region_that_this_process_hears_costs_no_look_at_a_log()
    {
        var monitor = await WatchedAsync("eu");
        _world.Clock.Advance(TimeSpan.FromHours(1));
        _world.Freshness.Note(_world.Round("eu", "u", monitor));
        _world.Stores.Journal.Clear();

        (await _silence.LookAsync(default)).ShouldBeEmpty();

        _world.Stores.Journal.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_region_is_silent_again_when_what_the_log_told_has_grown_old()
    {
        var monitor = await WatchedAsync("eu");
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.Stores.Log.AppendAsync(_world.Round("eu", "u", monitor), default);
        (await _silence.LookAsync(default)).ShouldBeEmpty();

        _world.Clock.Advance(Patience);
        (await _silence.LookAsync(default)).ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromSeconds(1));

        (await _silence.LookAsync(default)).ShouldBe(["eu"]);
    }

    [Fact]
    public async Task A_region_whose_logs_cannot_be_read_is_not_called_silent()
    {
        await WatchedAsync("eu");
        _world.Clock.Advance(TimeSpan.FromHours(1));
        _world.Stores.Journal.FailAll();

        (await _silence.LookAsync(default)).ShouldBeEmpty();
    }

    private async Task<Monitor> WatchedAsync(params string[] regions)
    {
        var monitor = await _world.AddMonitorAsync(regions: regions);
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);
        return monitor;
    }
}
