using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Incidents;

public sealed class ConfirmationTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task A_first_failure_makes_a_suspect_and_asks_for_a_confirmation()
    {
        var monitor = await UpAsync();
        var failed = await FailAsync(monitor);

        _world.Orchestrations.Asked.ShouldContain($"Confirm {monitor.Shard}");
        var suspects = await _world.Confirmation.LookAsync(monitor.WorkspaceId, monitor.Shard, default);

        suspects.Down.ShouldBeEmpty();
        suspects.Undecided.Single().ShouldSatisfyAllConditions(it => it.Since.ShouldBe(failed), it => it.AskAt.ShouldBe(failed.AddSeconds(4)));
    }

    [Fact]
    public async Task Second_opinions_that_say_up_make_a_blip_of_it()
    {
        var monitor = await UpAsync();
        await FailAsync(monitor);
        _world.Clock.Advance(TimeSpan.FromSeconds(4));
        await OpinionsAsync(monitor, 'u');

        (await _world.Confirmation.LookAsync(monitor.WorkspaceId, monitor.Shard, default)).ShouldSatisfyAllConditions(
            it => it.Undecided.ShouldBeEmpty(), it => it.Down.ShouldBeEmpty());
        (await _world.LiveAsync(monitor))!.EpisodeSince.ShouldBeNull();
    }

    [Fact]
    public async Task Second_opinions_that_say_down_make_an_outage_of_it()
    {
        var monitor = await UpAsync();
        await FailAsync(monitor);
        _world.Clock.Advance(TimeSpan.FromSeconds(4));
        await OpinionsAsync(monitor, 'd');

        var suspects = await _world.Confirmation.LookAsync(monitor.WorkspaceId, monitor.Shard, default);

        suspects.Down.ShouldBe([monitor.Id]);
        await _world.Opening.OpenAsync(monitor.WorkspaceId, suspects.Down, default);
        (await _world.Confirmation.LookAsync(monitor.WorkspaceId, monitor.Shard, default)).Down.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_region_of_three_is_a_regional_issue_and_no_outage()
    {
        var monitor = await UpAsync();
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await _world.RecordAsync(_world.Lone(EntryKind.Urgent, "eu", 'd', monitor));
        _world.Clock.Advance(TimeSpan.FromSeconds(4));
        foreach (var region in monitor.Regions) await _world.RecordAsync(_world.Lone(EntryKind.Opinion, region, region == "eu" ? 'd' : 'u', monitor));

        (await _world.Confirmation.LookAsync(monitor.WorkspaceId, monitor.Shard, default)).ShouldSatisfyAllConditions(
            it => it.Undecided.ShouldBeEmpty(), it => it.Down.ShouldBeEmpty());
        (await _world.VerdictAsync(monitor)).ShouldBe(Verdict.Partial);
    }

    [Fact]
    public async Task All_suspects_of_a_shard_are_asked_about_in_one_request_for_each_region()
    {
        var monitors = new List<Monitor>();
        for (var i = 0; i < 50; i++) monitors.Add(await _world.AddMonitorAsync());
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);

        await _world.Confirmation.AskAsync(PipelineWorld.Shard, [.. monitors.Select(monitor => monitor.Id)], _world.Clock.GetUtcNow(), TimeSpan.FromSeconds(30), default);

        _world.Stores.Queues.Sent.Select(message => message.Queue).ShouldBe(monitors[0].Regions.Select(Queues.Opinions), ignoreOrder: true);
        _world.Stores.Queues.Of<RoundsMessage>("opinions-eu").Single().Rounds.Single().Checks.Count.ShouldBe(50);
    }

    private async Task<Monitor> UpAsync()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.RecordAllAsync('u', monitor);
        return monitor;
    }

    private async Task<DateTimeOffset> FailAsync(Monitor monitor)
    {
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await _world.RecordAllAsync('d', monitor);
        return _world.Clock.GetUtcNow();
    }

    private async Task OpinionsAsync(Monitor monitor, char word)
    {
        foreach (var region in monitor.Regions) await _world.RecordAsync(_world.Lone(EntryKind.Opinion, region, word, monitor));
    }
}
