using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks;

/// <summary>What an outage of a whole shard costs: looks at its log, which are counted.</summary>
public sealed class MassOutageTests
{
    private const int Count = 50;
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task A_burst_of_twelve_messages_of_one_slot_costs_a_look_at_once_and_another_for_all_others()
    {
        var monitors = await SettledAsync();
        _world.Rounds.LooksApart = TimeSpan.FromSeconds(1);
        NextSlot();
        var messages = monitors[0].Regions.Select(region => Messages(region, monitors)).ToArray();
        var burst = Enumerable.Range(0, messages[0].Length).SelectMany(part => messages.Select(region => region[part])).ToArray();
        burst.Length.ShouldBe(12);

        await _world.RecordAsync(burst[0]);

        Looks.ShouldBe(1);
        (await _world.LiveAsync(monitors[0]))!.Votes[monitors[0].Regions[0]].SuspectSince.ShouldNotBeNull();
        var others = burst[1..].Select(message => _world.RecordAsync(message)).ToArray();
        await PassAsync(Task.WhenAll(others));

        // One that was stored just as the second began has had a third.
        Looks.ShouldBeInRange(2, 3);
        foreach (var monitor in monitors) (await _world.LiveAsync(monitor))!.Votes.Values.ShouldAllBe(vote => vote.SuspectSince != null);
    }

    [Fact]
    public async Task A_round_whose_failures_were_all_heralded_asks_for_no_look()
    {
        var monitors = await SettledAsync();
        NextSlot();
        foreach (var region in monitors[0].Regions) await _world.RecordAsync(Heralds(region, monitors));
        Looks.ShouldBe(3);
        _world.Orchestrations.Clear();

        foreach (var region in monitors[0].Regions) await _world.RecordAsync(Round(region, monitors));

        Looks.ShouldBe(3);
        _world.Orchestrations.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_that_says_other_than_its_heralds_is_looked_at()
    {
        var monitors = await SettledAsync();
        NextSlot();
        await _world.RecordAsync(Heralds("eu", monitors));

        await _world.RecordAsync(_world.Round("eu", new string('u', Count), monitors));

        Looks.ShouldBe(2);
        foreach (var monitor in monitors) (await _world.LiveAsync(monitor))!.EpisodeSince.ShouldBeNull();
    }

    [Fact]
    public async Task An_outage_that_lasts_costs_writes_only_once_it_has_its_incidents()
    {
        var monitors = await SettledAsync();
        for (var slot = 0; slot < 2; slot++)
        {
            NextSlot();
            foreach (var region in monitors[0].Regions) await _world.RecordAsync(Round(region, monitors));
        }

        foreach (var monitor in monitors) (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Down);
        await _world.Opening.OpenAsync(PipelineWorld.Workspace, [.. monitors.Select(monitor => monitor.Id)], default);
        _world.Stores.Journal.Clear();
        for (var slot = 0; slot < 5; slot++)
        {
            NextSlot();
            foreach (var region in monitors[0].Regions)
            {
                foreach (var message in Messages(region, monitors)) await _world.RecordAsync(message);
            }
        }

        Looks.ShouldBe(0);
        _world.Stores.Journal.Count("Live.").ShouldBeLessThan(10); // the feed of live states, read every 5 s
        _world.Stores.Journal.Count("Log.Append").ShouldBe(5 * 3 * (Count + 1));

        // Its end is looked at.
        NextSlot();
        await _world.RecordAsync(_world.Round("eu", new string('u', Count), monitors));
        Looks.ShouldBe(1);
    }

    [Fact]
    public async Task Incidents_that_are_followed_share_what_the_watchdog_found_within_their_minute()
    {
        var monitors = await SettledAsync();
        for (var slot = 0; slot < 2; slot++)
        {
            NextSlot();
            foreach (var region in monitors[0].Regions) await _world.RecordAsync(Round(region, monitors));
        }

        var incidents = await _world.Opening.OpenAsync(PipelineWorld.Workspace, [.. monitors.Select(monitor => monitor.Id)], default);
        _world.Stores.Journal.Clear();
        for (var minute = 0; minute < 3; minute++)
        {
            await _world.WatchAsync();
            _world.Clock.Advance(TimeSpan.FromSeconds(30));
            foreach (var incident in incidents) (await _world.Following.FollowAsync(PipelineWorld.Workspace, incident, default))!.IsOver.ShouldBeFalse();
            _world.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        incidents.Count.ShouldBe(Count);
        Looks.ShouldBe(3);

        // Without a watchdog each would look for itself.
        NextSlot();
        await _world.Following.FollowAsync(PipelineWorld.Workspace, incidents[0], default);
        Looks.ShouldBe(4);
    }

    [Fact]
    public async Task A_message_that_comes_again_costs_writes_only()
    {
        var monitors = await SettledAsync();
        NextSlot();
        var messages = monitors[0].Regions.SelectMany(region => Messages(region, monitors)).ToArray();
        foreach (var message in messages) await _world.RecordAsync(message);
        var (looks, stored) = (Looks, _world.Stores.Log.All.Count);

        foreach (var message in messages[^4..]) await _world.RecordAsync(message);

        Looks.ShouldBe(looks);
        _world.Stores.Log.All.Count.ShouldBe(stored);
    }

    [Fact]
    public async Task A_message_whose_first_look_failed_is_looked_at_when_it_comes_again()
    {
        var monitors = await SettledAsync();
        NextSlot();
        _world.Stores.Journal.Before = call => call.StartsWith("Log.Read", StringComparison.Ordinal) ? throw new InvalidOperationException("The process dies.") : Task.CompletedTask;
        await Should.ThrowAsync<InvalidOperationException>(() => _world.RecordAsync(Heralds("eu", monitors)));
        _world.Stores.Journal.Recover();

        await _world.RecordAsync(Heralds("eu", monitors));

        (await _world.LiveAsync(monitors[0]))!.Votes["eu"].SuspectSince.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_comes_too_late_for_any_verdict_costs_writes_only()
    {
        var monitors = await SettledAsync();
        NextSlot();
        LogEntry[] late = [Round("eu", monitors), .. Heralds("us", monitors)];
        for (var minute = 0; minute < 10; minute++)
        {
            NextSlot();
            foreach (var region in monitors[0].Regions) await _world.RecordAsync(_world.Round(region, new string('u', Count), monitors));
        }

        _world.Stores.Journal.Clear();
        await _world.RecordAsync(late);

        Looks.ShouldBe(0);
        _world.Stores.Journal.Count("Log.Append").ShouldBe(Count + 1);
    }

    [Fact]
    public async Task Another_process_that_gets_the_message_again_looks_for_itself()
    {
        var monitors = await SettledAsync();
        NextSlot();
        await _world.RecordAsync(Heralds("eu", monitors));
        var other = _world.Restarted();

        await other.RecordAsync(Heralds("eu", monitors));

        Looks.ShouldBe(2);
        other.Orchestrations.Asked.ShouldNotBeEmpty();
    }

    private int Looks => _world.Stores.Journal.Count("Log.Read");

    private void NextSlot() => _world.Clock.Advance(TimeSpan.FromSeconds(60));

    /// <summary>What a region sends when all fail: the first herald, the others in two messages, and the round.</summary>
    private LogEntry[][] Messages(string region, Monitor[] monitors)
    {
        var heralds = Heralds(region, monitors);
        return [heralds[..1], heralds[1..25], heralds[25..], [Round(region, monitors)]];
    }

    private LogEntry[] Heralds(string region, Monitor[] monitors) => [.. monitors.Select(monitor => _world.Lone(EntryKind.Urgent, region, 'd', monitor))];

    private LogEntry Round(string region, Monitor[] monitors) => _world.Round(region, new string('d', monitors.Length), monitors);

    /// <summary>Moves the clock on, as often as it takes until the work is done.</summary>
    private async Task PassAsync(Task work)
    {
        for (var second = 0; second < 20 && !work.IsCompleted; second++)
        {
            await Task.WhenAny(work, Task.Delay(500));
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await work.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private async Task<Monitor[]> SettledAsync()
    {
        var monitors = new List<Monitor>();
        for (var i = 0; i < Count; i++) monitors.Add(await _world.AddMonitorAsync());
        foreach (var region in monitors[0].Regions) await _world.RecordAsync(_world.Round(region, new string('u', Count), [.. monitors]));
        _world.Stores.Journal.Clear();
        return [.. monitors];
    }
}
