using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks;

public sealed class WatchdogTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task A_region_that_falls_silent_loses_its_vote_and_the_verdict_stays_up()
    {
        var monitor = await UpAsync();
        for (var minute = 0; minute < 4; minute++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(60));
            foreach (var region in new[] { "asia", "eu" }) await _world.RecordAsync(_world.Round(region, "u", monitor));
        }

        await _world.WatchAsync();

        var live = (await _world.LiveAsync(monitor))!;
        live.Verdict.ShouldBe(Verdict.Up);
        live.Votes["us"].Vote.ShouldBe(VoteValue.None);
    }

    [Fact]
    public async Task When_all_regions_fall_silent_the_verdict_is_unknown_never_down()
    {
        var monitor = await UpAsync();
        for (var minute = 0; minute < 5; minute++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(60));
            await _world.WatchAsync();
            (await _world.VerdictAsync(monitor)).ShouldBe(minute < 3 ? Verdict.Up : Verdict.Unknown);
        }
    }

    [Fact]
    public async Task Memory_of_another_process_is_not_needed_to_know_that_a_region_still_reports()
    {
        var monitor = await UpAsync();
        _world.Clock.Advance(TimeSpan.FromSeconds(60));

        await _world.Restarted().WatchAsync();

        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Up);
    }

    [Fact]
    public async Task A_calm_installation_is_watched_without_reading_a_log()
    {
        var monitor = await UpAsync();
        await _world.WatchAsync();
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        foreach (var region in monitor.Regions) await _world.RecordAsync(_world.Round(region, "u", monitor));
        _world.Stores.Journal.Clear();

        await _world.WatchAsync();

        _world.Stores.Journal.Calls.Select(call => call.Split(' ')[0]).ShouldBe(["Feed.Read", "Feed.Read", "OpenIncidents.List", "Feed.Read", "Heartbeat.Write"]);
    }

    [Fact]
    public async Task A_pause_whose_command_got_lost_is_found()
    {
        var monitor = await UpAsync();
        await _world.AddPageAsync();
        await _world.ChangeAsync(monitor, it => it with { Enabled = false });

        await _world.WatchAsync();

        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Paused);
        _world.Stores.Pages.All.Single().Components.Single().Verdict.ShouldBe(Verdict.Paused);
    }

    [Fact]
    public async Task A_deleted_monitor_leaves_no_state_and_no_line_on_the_page()
    {
        var monitor = await UpAsync();
        await _world.AddPageAsync();
        await _world.WatchAsync();
        await _world.DeleteAsync(monitor);

        await _world.WatchAsync();

        (await _world.LiveAsync(monitor)).ShouldBeNull();
        _world.Stores.Pages.All.Single().Components.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_verdict_whose_republication_got_lost_reaches_the_page()
    {
        var monitor = await UpAsync();
        await _world.AddPageAsync();
        await _world.BreakAsync(monitor);

        await _world.WatchAsync();

        _world.Stores.Pages.All.Single().Components.Single().Verdict.ShouldBe(Verdict.Down);
    }

    [Fact]
    public async Task One_shard_that_cannot_be_read_keeps_no_other_from_being_watched()
    {
        var broken = await UpAsync();
        var fine = await _world.AddMonitorAsync(shard: "shd_bbbbbbbbbbbbbbbb");
        foreach (var region in fine.Regions) await _world.RecordAsync(_world.Round(region, "u", fine));
        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        _world.Stores.Journal.Before = call => call == $"Log.Read {broken.Shard}" ? throw new StoreUnavailableException("Not this one.") : Task.CompletedTask;

        await Should.ThrowAsync<AggregateException>(() => _world.WatchAsync());

        (await _world.VerdictAsync(fine)).ShouldBe(Verdict.Unknown);
        (await _world.VerdictAsync(broken)).ShouldBe(Verdict.Up);
        (await _world.Stores.Pages.ReadHeartbeatAsync(default))!.At.ShouldBe(_world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_page_that_could_not_be_published_is_published_by_the_next_run()
    {
        await UpAsync();
        await _world.AddPageAsync();
        _world.Stores.Journal.Before = call => call.StartsWith("Pages.Write", StringComparison.Ordinal) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;
        await Should.ThrowAsync<AggregateException>(() => _world.WatchAsync());
        _world.Stores.Pages.All.ShouldBeEmpty();
        _world.Stores.Journal.Recover();

        await _world.WatchAsync();

        _world.Stores.Pages.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_part_of_a_shard_that_falls_silent_is_found_though_the_other_parts_report()
    {
        var silent = await UpAsync();
        var heard = await UpAsync();
        for (var minute = 0; minute < 5; minute++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(60));
            foreach (var region in heard.Regions) await _world.RecordAsync(_world.Round(region, "u", heard) with { Part = 1 });
            await _world.WatchAsync();
        }

        (await _world.VerdictAsync(heard)).ShouldBe(Verdict.Up);
        (await _world.VerdictAsync(silent)).ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public async Task A_page_whose_command_got_lost_is_published_even_if_nothing_is_monitored()
    {
        await _world.AddPageAsync();
        await _world.WatchAsync();
        var page = (await _world.Stores.StatusPages.ReadAsync(PipelineWorld.Workspace, default))!;
        _world.Stores.Pages.All.Single().Title.ShouldBe("Acme");
        await _world.Stores.StatusPages.TryWriteAsync(page.Value with { Title = "Acme, renamed" }, page.ETag, default);

        await _world.WatchAsync();

        _world.Stores.Pages.All.Single().Title.ShouldBe("Acme, renamed");
    }

    [Fact]
    public async Task What_this_process_read_before_another_wrote_does_not_hide_the_write()
    {
        var monitor = await UpAsync();
        var old = (await _world.LiveAsync(monitor))!;
        var other = _world.Restarted();
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await other.BreakAsync(monitor);
        await _world.View.RefreshAsync(TimeSpan.Zero, default);

        _world.View.Note(old);

        _world.View.Find(monitor.Id)!.Verdict.ShouldBe(Verdict.Down);
        await _world.MendAsync(monitor);
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Up);
    }

    private async Task<Monitor> UpAsync()
    {
        var monitor = await _world.AddMonitorAsync();
        foreach (var region in monitor.Regions) await _world.RecordAsync(_world.Round(region, "u", monitor));
        return monitor;
    }
}
