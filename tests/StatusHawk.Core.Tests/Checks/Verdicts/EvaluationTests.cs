using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks.Verdicts;

public sealed class EvaluationTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task An_evaluation_on_an_older_log_does_not_overwrite_one_on_a_newer()
    {
        var monitor = await _world.AddMonitorAsync();
        foreach (var region in monitor.Regions) await _world.Stores.Log.AppendAsync(_world.Round(region, "u", monitor), default);
        var raced = false;
        _world.Stores.Journal.Before = async call =>
        {
            // Just before the first write: the target fails, and another process has judged that already.
            if (raced || !call.StartsWith("Live.Write", StringComparison.Ordinal)) return;
            raced = true;
            for (var slot = 0; slot < 2; slot++)
            {
                _world.Clock.Advance(TimeSpan.FromSeconds(60));
                foreach (var region in monitor.Regions) await _world.Stores.Log.AppendAsync(_world.Round(region, "d", monitor), default);
            }

            await _world.Restarted().Evaluation.RunAsync(monitor.WorkspaceId, monitor.Shard, [monitor.Id], default);
        };

        await _world.Evaluation.RunAsync(monitor.WorkspaceId, monitor.Shard, [monitor.Id], default);

        raced.ShouldBeTrue();
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Down);
    }

    [Fact]
    public async Task A_monitor_that_moved_to_another_shard_keeps_its_votes()
    {
        var monitor = await _world.AddMonitorAsync();
        foreach (var region in monitor.Regions) await _world.RecordAsync(_world.Round(region, "u", monitor));
        await _world.ChangeAsync(monitor, it => it with { IntervalSeconds = 30, FormerPlaces = [new FormerPlace(it.Shard, it.IntervalSeconds, it.Regions, _world.Clock.GetUtcNow())], Shard = "shd_bbbbbbbbbbbbbbbb" });

        await _world.Changes.FollowAsync(monitor.WorkspaceId, monitor.Id, _world.Orchestrations, default);

        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Up);
    }

    [Fact]
    public async Task A_resumed_monitor_is_checked_at_once_in_all_its_regions()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.ChangeAsync(monitor, it => it with { Enabled = false });
        await _world.Changes.FollowAsync(monitor.WorkspaceId, monitor.Id, _world.Orchestrations, default);
        _world.Stores.Queues.Sent.ShouldBeEmpty();
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Paused);

        await _world.ChangeAsync(monitor, it => it with { Enabled = true });
        await _world.Changes.FollowAsync(monitor.WorkspaceId, monitor.Id, _world.Orchestrations, default);

        _world.Stores.Queues.Sent.Select(message => message.Queue).ShouldBe(monitor.Regions.Select(Queues.Opinions), ignoreOrder: true);
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public async Task A_region_that_cannot_be_asked_keeps_no_change_from_being_followed()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.AddPageAsync();
        _world.Stores.Journal.Before = call => call == "Queues.Send opinions-asia" ? throw new StoreUnavailableException("Asia is away.") : Task.CompletedTask;

        (await _world.Changes.FollowAsync(monitor.WorkspaceId, monitor.Id, _world.Orchestrations, default)).ShouldBe(["asia"]);

        _world.Stores.Queues.Sent.Select(message => message.Queue).ShouldBe(["opinions-eu", "opinions-us"], ignoreOrder: true);
        _world.Stores.Pages.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_store_that_never_stops_changing_is_left_for_the_message_that_comes_again()
    {
        var monitor = await _world.AddMonitorAsync();
        var write = 0;
        _world.Stores.Journal.Before = async call =>
        {
            if (!call.StartsWith("Live.Write", StringComparison.Ordinal) || write++ % 2 == 1) return;
            var stored = await _world.Stores.Live.ReadAsync(monitor.WorkspaceId, monitor.Id, default);
            var other = new LiveState
            {
                MonitorId = monitor.Id,
                WorkspaceId = monitor.WorkspaceId,
                Verdict = Verdict.Partial,
                Since = default,
                Votes = new Dictionary<string, LiveVote>(),
            };
            await _world.Stores.Live.TryWriteAsync(other, stored?.ETag, default);
        };

        await Should.ThrowAsync<StoreContendedException>(() => _world.Evaluation.RunAsync(monitor.WorkspaceId, monitor.Shard, [monitor.Id], default));
    }
}
