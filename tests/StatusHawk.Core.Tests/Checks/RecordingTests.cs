using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks;

public sealed class RecordingTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task A_healthy_round_costs_one_write_and_nothing_else()
    {
        var monitors = await SettledAsync(50);
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await _world.RecordAsync(_world.Round("eu", new string('u', 50), monitors)); // the first after a pause refreshes the views
        _world.Stores.Journal.Clear();

        await _world.RecordAsync(_world.Round("us", new string('u', 50), monitors));

        _world.Stores.Journal.Calls.Select(call => call.Split(' ')[0]).ShouldBe(["Log.Append"]);
    }

    [Fact]
    public async Task The_first_observations_of_a_new_monitor_bring_it_up()
    {
        var monitor = await _world.AddMonitorAsync();

        await _world.RecordAsync(_world.Round("eu", "u", monitor));
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Unknown);
        await _world.RecordAsync(_world.Round("us", "u", monitor));
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Up);
        await _world.RecordAsync(_world.Round("asia", "u", monitor));

        (await _world.LiveAsync(monitor))!.Votes.Values.ShouldAllBe(vote => vote.Vote == VoteValue.Up);
    }

    [Fact]
    public async Task An_outage_is_seen_by_the_urgent_observations_before_any_round_is_complete()
    {
        var monitor = (await SettledAsync(1)).Single();
        _world.Clock.Advance(TimeSpan.FromSeconds(60));

        var began = _world.Clock.GetUtcNow();
        await _world.RecordAsync(_world.Lone(EntryKind.Urgent, "eu", 'd', monitor), _world.Lone(EntryKind.Urgent, "us", 'd', monitor));
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Up); // a blip, for all that is known
        _world.Clock.Advance(TimeSpan.FromSeconds(4));
        await _world.RecordAsync(_world.Lone(EntryKind.Opinion, "eu", 'd', monitor));
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Partial);
        await _world.RecordAsync(_world.Lone(EntryKind.Opinion, "us", 'd', monitor));

        var live = await _world.LiveAsync(monitor);
        live!.Verdict.ShouldBe(Verdict.Down);
        live.Since.ShouldBe(began);
        live.Votes["us"].Error!.Message.ShouldBe("Nothing listens.");
        _world.Stores.Queues.Sent.ShouldContain(message => message.Queue == Queues.Republish);
    }

    [Fact]
    public async Task A_change_is_told_once_and_steady_trouble_writes_nothing_new()
    {
        var monitor = (await SettledAsync(1)).Single();
        for (var minute = 0; minute < 5; minute++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(60));
            foreach (var region in monitor.Regions) await _world.RecordAsync(_world.Round(region, "d", monitor));
        }

        _world.Stores.Journal.Count("Live.Write").ShouldBe(9); // three votes on the way up; three suspicions, and three votes, on the way down
    }

    [Theory]
    [InlineData("Log.Append")]
    [InlineData("Log.Read")]
    [InlineData("Live.Read")]
    [InlineData("Live.Write")]
    public async Task A_store_that_is_away_for_a_moment_is_asked_again_and_all_is_told(string call)
    {
        var monitors = await SettledAsync(3);
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        _world.Orchestrations.Clear();
        var failures = 2;
        _world.Stores.Journal.Before = made =>
            made.StartsWith(call, StringComparison.Ordinal) && Interlocked.Decrement(ref failures) >= 0 ? throw new StoreUnavailableException("Away.", retryAfter: TimeSpan.FromMilliseconds(20)) : Task.CompletedTask;

        await _world.RecordAsync(_world.Round("eu", "ddd", monitors));

        failures.ShouldBeLessThan(0);
        foreach (var monitor in monitors) (await _world.LiveAsync(monitor))!.Votes["eu"].SuspectSince.ShouldNotBeNull();
        _world.Orchestrations.Asked.ShouldBe([$"Confirm {monitors[0].Shard}"]);
        _world.Stores.Queues.Sent.ShouldContain(message => message.Queue == Queues.Republish);
        _world.Stores.Log.All.Count(entry => entry.Slot == Slot.Of(_world.Clock.GetUtcNow())).ShouldBe(1);
    }

    [Fact]
    public async Task What_comes_late_is_stored_and_changes_no_verdict()
    {
        var monitor = await _world.AddMonitorAsync();
        LogEntry[] old = [.. monitor.Regions.Select(region => _world.Round(region, "d", monitor))];
        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        foreach (var region in monitor.Regions) await _world.RecordAsync(_world.Round(region, "u", monitor));

        await _world.RecordAsync(old);

        _world.Stores.Log.All.Count.ShouldBe(6);
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Up);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Messages_that_come_twice_and_in_any_order_give_the_same_log_and_the_same_verdict(int seed)
    {
        var random = new Random(seed);
        var (once, scrambled) = (new PipelineWorld(), new PipelineWorld());
        var monitors = new List<Monitor>();
        foreach (var world in new[] { once, scrambled }) monitors = [await world.AddMonitorAsync("mon_aaaaaaaaaaaaaaaa"), await world.AddMonitorAsync("mon_bbbbbbbbbbbbbbbb")];
        var messages = new List<LogEntry[]>();
        for (var minute = 0; minute < 6; minute++)
        {
            foreach (var region in monitors[0].Regions)
            {
                var words = $"{"uuud"[random.Next(4)]}{"uddd"[random.Next(4)]}";
                if (words[1] == 'd') messages.Add([once.Lone(EntryKind.Urgent, region, 'd', monitors[1])]);
                messages.Add([once.Round(region, words, [.. monitors])]);
            }

            once.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        scrambled.Clock.Set(once.Clock.GetUtcNow());
        foreach (var message in messages) await once.RecordAsync(message);
        var twice = messages.Concat(messages).ToArray();
        random.Shuffle(twice);
        foreach (var message in twice) await scrambled.RecordAsync(message);

        scrambled.Stores.Log.All.Select(entry => entry.Id).ShouldBe(once.Stores.Log.All.Select(entry => entry.Id), ignoreOrder: true);
        foreach (var monitor in monitors)
        {
            var (expected, actual) = ((await once.LiveAsync(monitor))!, (await scrambled.LiveAsync(monitor))!);
            actual.Verdict.ShouldBe(expected.Verdict);
            actual.Votes.Select(vote => (vote.Key, vote.Value.Vote)).ShouldBe(expected.Votes.Select(vote => (vote.Key, vote.Value.Vote)));
        }
    }

    [Fact]
    public async Task A_process_that_dies_at_any_write_leaves_what_the_message_that_comes_again_completes()
    {
        for (var write = 1; write <= 6; write++)
        {
            foreach (var happened in new[] { false, true })
            {
                var world = new PipelineWorld();
                var monitor = await world.AddMonitorAsync();
                await world.RecordAllAsync('d', monitor);
                world.Clock.Advance(TimeSpan.FromSeconds(60));
                LogEntry[] message = [.. monitor.Regions.Select(region => world.Round(region, "d", monitor))];
                world.Stores.Journal.DieAt(write, happened);
                try
                {
                    await world.RecordAsync(message);
                }
                catch (StoreUnavailableException)
                {
                    // The process is gone; the queue still has the message.
                }

                world.Stores.Journal.Recover();
                world = world.Restarted();
                await world.RecordAsync(message);

                (await world.VerdictAsync(monitor)).ShouldBe(Verdict.Down, $"died at write {write}");
                world.Stores.Log.All.Count.ShouldBe(6);
            }
        }
    }

    private async Task<Monitor[]> SettledAsync(int count)
    {
        var monitors = new List<Monitor>();
        for (var i = 0; i < count; i++) monitors.Add(await _world.AddMonitorAsync());
        foreach (var region in monitors[0].Regions) await _world.RecordAsync(_world.Round(region, new string('u', count), [.. monitors]));
        return [.. monitors];
    }
}
