using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Monitors;

public sealed class MonitorDirectoryTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task A_change_is_in_the_plan_and_in_what_is_sent_the_next_time()
    {
        var monitor = await _world.AddMonitorAsync();
        var other = await _world.AddMonitorAsync();
        (await PlannedUrlsAsync()).ShouldBe([(monitor.Id, monitor.Http!.Url), (other.Id, other.Http!.Url)], ignoreOrder: true);

        await _world.ChangeAsync(other, it => it with { Http = new HttpTarget { Url = "https://example.com/new" } });

        (await PlannedUrlsAsync()).ShouldBe([(monitor.Id, monitor.Http.Url), (other.Id, "https://example.com/new")], ignoreOrder: true);
        await _world.Scheduling.RunAsync(default);
        _world.Stores.Queues.Of<RoundsMessage>(Queues.Checks("eu")).SelectMany(message => message.Rounds).SelectMany(round => round.Checks)
            .Where(check => check.MonitorId == other.Id).ShouldAllBe(check => check.Http!.Url == "https://example.com/new");
    }

    [Fact]
    public async Task A_hole_that_is_filled_again_leaves_no_trace_of_who_was_there()
    {
        var gone = await _world.AddMonitorAsync();
        var stays = await _world.AddMonitorAsync();
        await PlannedUrlsAsync();
        await _world.DeleteAsync(gone);
        var comes = await _world.AddMonitorAsync();

        (await PlannedUrlsAsync()).Select(planned => planned.Id).ShouldBe([stays.Id, comes.Id], ignoreOrder: true);
        _world.Monitors.Shards().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_moved_is_planned_at_the_interval_and_from_the_regions_of_its_new_shard()
    {
        var moves = await _world.AddMonitorAsync();
        var stays = await _world.AddMonitorAsync();
        await PlannedUrlsAsync();

        await _world.ChangeAsync(moves, it => it with { IntervalSeconds = 30, Regions = ["us"], Shard = "shd_bbbbbbbbbbbbbbbb", FormerPlaces = [new(it.Shard, it.IntervalSeconds, it.Regions, _world.Clock.GetUtcNow())] });
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);

        _world.Monitors.Shards().OrderBy(shard => shard.Id).Select(shard => (shard.IntervalSeconds, string.Join(',', shard.Regions), shard.Parts.Single().Single().MonitorId))
            .ShouldBe([(60, "asia,eu,us", stays.Id), (30, "us", moves.Id)]);
    }

    [Fact]
    public async Task A_monitor_that_moves_while_it_is_down_stays_down_with_its_votes_and_its_incident()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.BreakAsync(monitor);
        await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default);
        var before = (await _world.LiveAsync(monitor))!;
        before.IncidentId.ShouldNotBeNull();

        await _world.ChangeAsync(monitor, it => it with { IntervalSeconds = 30, Shard = "shd_bbbbbbbbbbbbbbbb", FormerPlaces = [new(it.Shard, it.IntervalSeconds, it.Regions, _world.Clock.GetUtcNow())] });
        await _world.Changes.FollowAsync(monitor.WorkspaceId, monitor.Id, _world.Orchestrations, default);

        var after = (await _world.LiveAsync(monitor))!;
        (after.Verdict, after.Since, after.Episode, after.IncidentId).ShouldBe((Verdict.Down, before.Since, before.Episode, before.IncidentId));
        after.Votes.Values.ShouldAllBe(vote => vote.Vote == VoteValue.Down);
    }

    private async Task<IReadOnlyList<(string Id, string Url)>> PlannedUrlsAsync()
    {
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);
        return [.. _world.Monitors.Shards().SelectMany(shard => shard.Parts).SelectMany(part => part).Select(check => (check.MonitorId, check.Http!.Url))];
    }
}
