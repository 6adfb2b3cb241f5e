using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Core.Tests.Accounts;

public sealed class RemovingTests
{
    private PipelineWorld _world = new();

    [Fact]
    public async Task A_deleted_workspace_is_stopped_at_once_and_gone_when_all_has_settled_and_its_neighbour_keeps_everything()
    {
        var (mine, neighbour) = (await FillAsync(), await FillAsync());
        var whole = await neighbour.LeftAsync();
        (await mine.LeftAsync()).ShouldBe(whole);
        await mine.DeleteAsync(_world.Clock.GetUtcNow());

        await RunAsync();
        var stopped = await mine.LeftAsync();
        stopped.ShouldNotContain("monitor");
        stopped.ShouldNotContain("channel");
        stopped.ShouldNotContain("snapshot");
        stopped.ShouldContain("log");

        _world.Clock.Advance(_world.Removal.Settling - TimeSpan.FromSeconds(1));
        await RunAsync();
        (await mine.LeftAsync()).ShouldBe(stopped);

        await RunUntilDoneAsync(mine);
        (await mine.LeftAsync()).ShouldBeEmpty();
        var tombstone = (await _world.Stores.Workspaces.ReadAsync(mine.Id, default))!;
        (tombstone.Name, tombstone.DeletedAt).ShouldBe(("", new PipelineWorld().Clock.GetUtcNow()));
        _world.Orchestrations.Asked.Distinct().Order(StringComparer.Ordinal).ShouldBe(
            new[] { $"End {mine.Incident}" }.Concat(new[] { mine.Shard, mine.FormerShard, mine.EmptyShard }.Select(shard => $"End confirmation of {shard}")).Order(StringComparer.Ordinal));

        (await neighbour.LeftAsync()).ShouldBe(whole);
    }

    [Fact]
    public async Task A_process_that_dies_at_any_write_leaves_what_the_next_runs_complete()
    {
        var write = 0;
        for (var died = true; died; write++)
        {
            died = false;
            foreach (var happened in new[] { false, true })
            {
                _world = new PipelineWorld();
                var (mine, neighbour) = (await FillAsync(), await FillAsync());
                var whole = await neighbour.LeftAsync();
                await mine.DeleteAsync(_world.Clock.GetUtcNow());
                _world.Stores.Journal.DieAt(write + 1, happened);
                died |= await Record.ExceptionAsync(() => RunUntilDoneAsync(mine)) is not null;
                _world.Stores.Journal.Recover();

                _world = _world.Restarted();
                await RunUntilDoneAsync(mine);

                (await mine.LeftAsync()).ShouldBeEmpty($"died at write {write + 1}");
                (await neighbour.LeftAsync()).ShouldBe(whole);
            }
        }

        write.ShouldBeGreaterThan(25);
    }

    [Fact]
    public async Task A_mark_of_one_that_was_not_deleted_after_all_removes_nothing_and_keeps_nothing_out()
    {
        var mine = await FillAsync();
        var whole = await mine.LeftAsync();
        await _world.Stores.Removals.MarkAsync(new() { WorkspaceId = mine.Id, MarkedAt = _world.Clock.GetUtcNow() }, default);

        await RunAsync();
        await _world.RecordAsync(mine.Round(mine.Shard, 600));
        _world.Stores.Log.All.Count(entry => entry.WorkspaceId == mine.Id).ShouldBe(10);
        _world.Stores.Removals.All.ShouldHaveSingleItem();

        _world.Clock.Advance(TimeSpan.FromMinutes(11));
        await RunAsync();
        _world.Stores.Removals.All.ShouldBeEmpty();
        (await mine.LeftAsync()).ShouldBe(whole);
    }

    [Fact]
    public async Task What_still_comes_in_is_not_kept_and_what_came_before_anybody_knew_goes_with_the_rest()
    {
        var mine = await FillAsync();
        await _world.RecordAsync(mine.Round(mine.Shard, 600));
        await mine.DeleteAsync(_world.Clock.GetUtcNow());
        await RunAsync();

        // What is known in memory is not yet old enough to be read again.
        await _world.RecordAsync(mine.Round(mine.Shard, 660, Outcome.Down));
        _world.Stores.Log.All.ShouldContain(entry => entry.Slot == mine.Round(mine.Shard, 660).Slot);
        _world.Clock.Advance(DeletedWorkspaces.MaxAge);
        await _world.RecordAsync(mine.Round(mine.Shard, 720, Outcome.Down), mine.Round(mine.EmptyShard, 720));
        _world.Stores.Log.All.ShouldNotContain(entry => entry.Slot == mine.Round(mine.Shard, 720).Slot);

        await RunUntilDoneAsync(mine);
        (await mine.LeftAsync()).ShouldBeEmpty();

        // A message that a killed process held, and one that lay in the queue for a week.
        foreach (var wait in new[] { TimeSpan.FromMinutes(10), TimeSpan.FromDays(6.9) })
        {
            _world.Clock.Advance(wait);
            await _world.RecordAsync(mine.Round(mine.Shard, 780, Outcome.Down));
            await _world.Restarted().RecordAsync(mine.Round(mine.FormerShard, 780, Outcome.Down));
        }

        (await mine.LeftAsync()).ShouldBeEmpty();
        _world.Orchestrations.Asked.ShouldNotContain(asked => asked.StartsWith("Confirm", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Live.Write", "live")]
    [InlineData("OpenIncidents.Mark", "open")]
    [InlineData("Incidents.Write", "incident")]
    [InlineData("Pages.Write", "snapshot")]
    [InlineData("History.Write", "member")]
    public async Task A_writer_that_was_under_way_when_it_was_deleted_brings_nothing_back(string write, string what)
    {
        var mine = await FillAsync();
        await PrepareAsync(mine, what);
        (await mine.LeftAsync()).ShouldNotContain(what);
        var overtaken = false;
        _world.Stores.Journal.Before = async call =>
        {
            if (overtaken || !call.StartsWith(write, StringComparison.Ordinal)) return;
            overtaken = true;
            await mine.DeleteAsync(_world.Clock.GetUtcNow());
            await _world.Restarted().Removing.RunAllAsync(_world.Orchestrations, default);
        };

        await Record.ExceptionAsync(() => WriteAsync(mine, what));
        overtaken.ShouldBeTrue();
        _world.Stores.Journal.Recover();
        (await mine.LeftAsync()).ShouldContain(what);

        await RunUntilDoneAsync(mine);
        (await mine.LeftAsync()).ShouldBeEmpty();

        // Whoever begins anything looks at the feed first; this one had not looked since long before.
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);
        await WriteAsync(mine, what);
        await _world.WatchAsync();
        (await mine.LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watchdog_with_the_monitors_in_memory_brings_nothing_back()
    {
        var mine = await FillAsync();
        await _world.WatchAsync();
        _world.Monitors.All().ShouldHaveSingleItem();
        await mine.DeleteAsync(_world.Clock.GetUtcNow());
        await RunAsync();
        await _world.WatchAsync();
        _world.Monitors.All().ShouldBeEmpty();
        (await mine.LeftAsync()).ShouldNotContain("live");
        (await mine.LeftAsync()).ShouldNotContain("snapshot");

        // One that looked last before it was deleted, and looks again when all is gone, tombstones too.
        var late = await FillAsync();
        await _world.WatchAsync();
        await late.DeleteAsync(_world.Clock.GetUtcNow());
        var other = _world.Restarted();
        for (var run = 0; run < 4; run++)
        {
            await other.Removing.RunAllAsync(_world.Orchestrations, default);
            _world.Clock.Advance(_world.Removal.Settling);
        }

        (await late.LeftAsync()).ShouldBeEmpty();
        _world.Monitors.All().ShouldHaveSingleItem();
        await _world.WatchAsync();
        _world.Monitors.All().ShouldBeEmpty();
        (await late.LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_was_under_way_is_stopped_too_and_the_waiting_begins_anew()
    {
        var mine = await FillAsync();
        await mine.DeleteAsync(_world.Clock.GetUtcNow());
        await RunAsync();
        _world.Clock.Advance(_world.Removal.Settling - TimeSpan.FromSeconds(1));
        var monitor = _world.Stores.Monitors.All.Single() with { Id = Ids.New(Ids.Monitor), Deleted = false, Enabled = true };
        await _world.Stores.Monitors.CreateAsync(monitor, default);

        await RunAsync();
        (await _world.Stores.Monitors.ReadAsync(mine.Id, monitor.Id, default)).ShouldBeNull();
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync();
        (await mine.LeftAsync()).ShouldContain("log");

        await RunUntilDoneAsync(mine);
        (await mine.LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_ends_when_its_time_is_over_and_the_next_goes_on()
    {
        var mine = await FillAsync();
        await mine.DeleteAsync(_world.Clock.GetUtcNow());
        await RunAsync();
        _world.Clock.Advance(_world.Removal.Settling);
        await RunAsync();
        _world.Stores.Log.All.ShouldNotBeEmpty();
        _world.Stores.Journal.Before = call =>
        {
            if (call.StartsWith("Log.Remove", StringComparison.Ordinal)) _world.Clock.Advance(_world.Removal.RunFor);
            return Task.CompletedTask;
        };

        await RunAsync();
        _world.Stores.Log.All.Count.ShouldBe(6);
        await RunAsync();
        _world.Stores.Log.All.Count.ShouldBe(3);

        _world.Stores.Journal.Recover();
        await RunUntilDoneAsync(mine);
        (await mine.LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_cannot_be_gone_on_with_keeps_no_other_waiting()
    {
        var (stuck, mine) = (await FillAsync(), await FillAsync());
        await stuck.DeleteAsync(_world.Clock.GetUtcNow().AddMinutes(-1));
        await mine.DeleteAsync(_world.Clock.GetUtcNow());
        _world.Stores.Journal.Before = call => call == $"Monitors.List {stuck.Id}" ? throw new StoreUnavailableException("Busy.", retryAfter: TimeSpan.FromSeconds(1)) : Task.CompletedTask;

        for (var run = 0; run < 4; run++)
        {
            (await Should.ThrowAsync<AggregateException>(() => _world.Removing.RunAllAsync(_world.Orchestrations, default))).InnerExceptions.ShouldHaveSingleItem();
            _world.Clock.Advance(_world.Removal.Settling);
        }

        (await mine.LeftAsync()).ShouldBeEmpty();
        (await stuck.LeftAsync()).ShouldContain("monitor");
    }

    [Fact]
    public async Task The_mark_goes_when_the_tombstone_has_and_a_workspace_of_the_same_id_may_live()
    {
        var mine = await FillAsync();
        await mine.DeleteAsync(_world.Clock.GetUtcNow());
        await RunUntilDoneAsync(mine);
        _world.Clock.Advance(TimeSpan.FromDays(6));
        await RunAsync();
        _world.Stores.Removals.All.ShouldHaveSingleItem();
        _world.Stores.Workspaces.Forget(mine.Id);

        await RunAsync();
        _world.Stores.Removals.All.ShouldBeEmpty();

        _world.Clock.Advance(DeletedWorkspaces.MaxAge);
        var next = await FillAsync(mine.Id);
        await _world.RecordAsync(next.Round(next.Shard, 600));
        await RunAsync();
        _world.Stores.Log.All.Count.ShouldBe(10);
    }

    // As the store was before the writer came.
    private async Task PrepareAsync(WholeWorkspace mine, string what)
    {
        var data = _world.Stores.Data;
        switch (what)
        {
            case "live":
                await _world.Stores.Live.DeleteAsync(mine.Id, mine.Monitor, default);
                break;
            case "open" or "incident":
                await data.RemoveIncidentAsync(mine.Id, mine.Incident, 100, default);
                foreach (var mark in await _world.Stores.OpenIncidents.ListAsync(default)) await _world.Stores.OpenIncidents.UnmarkAsync(mark, default);
                var live = (await _world.Stores.Live.ReadAsync(mine.Id, mine.Monitor, default))!;
                await _world.Stores.Live.TryWriteAsync(live.Value with { IncidentId = null }, live.ETag, default);
                await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);
                break;
            case "snapshot":
                foreach (var slug in new[] { mine.Slug, mine.FormerSlug }) await _world.Stores.Pages.DeleteAsync(slug, mine.Id, default);
                break;
            default:
                foreach (var monitor in new[] { mine.Monitor, mine.OldMonitor }) await data.RemoveHistoryAsync(mine.Id, monitor, 100, default);
                break;
        }
    }

    private Task WriteAsync(WholeWorkspace mine, string what) => what switch
    {
        "live" => _world.Evaluation.RunAsync(mine.Id, mine.Shard, [mine.Monitor], default),
        "open" or "incident" => _world.Opening.OpenAsync(mine.Id, [mine.Monitor], default),
        "snapshot" => _world.Publication.RepublishAsync(mine.Id, default),
        _ => _world.Compaction.RunAsync(
            new RollUpRequest { Span = RollUpSpan.Hour, WorkspaceId = mine.Id, Shard = mine.Shard, From = Hours.HourOf(mine.Round(mine.Shard).Slot) }, default),
    };

    private Task<WholeWorkspace> FillAsync(string? id = null)
    {
        var services = new ServiceCollection();
        _world.Stores.AddTo(services, _world.Clock);
        return WholeWorkspace.FillAsync(services.BuildServiceProvider(), id);
    }

    private Task RunAsync() => _world.Removing.RunAllAsync(_world.Orchestrations, default);

    /// <summary>A run, and a pause that is long enough for all to settle, and again.</summary>
    private async Task RunUntilDoneAsync(WholeWorkspace whole)
    {
        for (var run = 0; run < 6 && _world.Stores.Removals.All.Single(mark => mark.WorkspaceId == whole.Id).DoneAt is null; run++)
        {
            await RunAsync();
            _world.Clock.Advance(_world.Removal.Settling);
        }

        _world.Stores.Removals.All.Single(mark => mark.WorkspaceId == whole.Id).DoneAt.ShouldNotBeNull();
    }
}
