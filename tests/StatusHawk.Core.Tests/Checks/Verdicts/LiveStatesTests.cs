using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks.Verdicts;

public sealed class LiveStatesTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task What_says_the_same_is_the_same_object_so_that_nothing_is_written()
    {
        var monitor = await _world.AddMonitorAsync();
        var before = LiveStates.After(null, monitor, Judged(Verdict.Up, 10, VoteValue.Up));

        LiveStates.After(before, monitor, Judged(Verdict.Up, 70, VoteValue.Up)).ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_vote_that_turns_keeps_the_verdicts_beginning_and_the_other_votes()
    {
        var monitor = await _world.AddMonitorAsync();
        var before = LiveStates.After(null, monitor, Judged(Verdict.Partial, 10, VoteValue.Down, VoteValue.Up));

        var after = LiveStates.After(before, monitor, Judged(Verdict.Partial, 70, VoteValue.Down, VoteValue.None));

        after.Since.ShouldBe(before.Since);
        after.Votes["r0"].ShouldBe(before.Votes["r0"]);
        after.Votes["r1"].ShouldBe(new LiveVote(VoteValue.None));
    }

    [Fact]
    public async Task A_verdict_never_begins_before_the_one_it_follows()
    {
        var monitor = await _world.AddMonitorAsync();
        var before = LiveStates.After(null, monitor, Judged(Verdict.Unknown, 100));

        LiveStates.After(before, monitor, Judged(Verdict.Down, 40, VoteValue.Down)).Since.ShouldBe(before.Since);
    }

    [Fact]
    public async Task A_regional_issue_that_an_outage_leaves_behind_began_when_the_other_region_recovered()
    {
        var monitor = await _world.AddMonitorAsync();
        var before = LiveStates.After(null, monitor, Judged(Verdict.Down, 10, VoteValue.Down, VoteValue.Down));
        var judged = Judged(Verdict.Partial, 10, VoteValue.Down, VoteValue.Up);
        var recovered = judged with { Votes = new SortedDictionary<string, Vote>(judged.Votes.ToDictionary()) { ["r1"] = new(VoteValue.Up, new Slot(500)) } };

        LiveStates.After(before, monitor, recovered).Since.ShouldBe(new Slot(500).Time);
    }

    [Theory]
    [InlineData(Outcome.Up, Verdict.Up, VoteValue.Up, false)]
    [InlineData(Outcome.Down, Verdict.Up, VoteValue.Up, true)]
    [InlineData(Outcome.Inconclusive, Verdict.Up, VoteValue.Up, true)]
    [InlineData(Outcome.Up, Verdict.Partial, VoteValue.Up, false)]
    [InlineData(Outcome.Up, Verdict.Unknown, VoteValue.Up, false)]
    [InlineData(Outcome.Up, Verdict.Up, VoteValue.Down, true)]
    [InlineData(Outcome.Up, Verdict.Up, VoteValue.None, true)]
    [InlineData(Outcome.Down, Verdict.Partial, VoteValue.Down, false)]
    [InlineData(Outcome.Degraded, Verdict.Partial, VoteValue.Down, true)]
    [InlineData(Outcome.Degraded, Verdict.Degraded, VoteValue.Degraded, false)]
    [InlineData(Outcome.Down, Verdict.Degraded, VoteValue.Degraded, true)]
    [InlineData(Outcome.Inconclusive, Verdict.Unknown, VoteValue.None, false)]
    [InlineData(Outcome.Down, Verdict.Down, VoteValue.Down, true)] // it has no incident yet
    public async Task Only_what_could_change_something_is_worth_a_look_at_the_log(Outcome outcome, Verdict verdict, VoteValue vote, bool expected)
    {
        var monitor = await _world.AddMonitorAsync();
        var live = LiveStates.After(null, monitor, Judged(verdict, 0, vote));

        LiveStates.MayChange(live, "r0", outcome).ShouldBe(expected);
        LiveStates.MayChange(null, "r0", outcome).ShouldBeTrue();
    }

    [Fact]
    public async Task An_episode_begins_with_the_first_trouble_and_ends_with_the_last()
    {
        var monitor = await _world.AddMonitorAsync();
        var calm = LiveStates.After(null, monitor, Judged(Verdict.Up, 0, VoteValue.Up, VoteValue.Up));
        (calm.Episode, calm.EpisodeSince).ShouldBe((0, null));

        var suspect = LiveStates.After(calm, monitor, Suspected(60));
        (suspect.Episode, suspect.EpisodeSince).ShouldBe((1, new Slot(60).Time));
        LiveStates.MayChange(suspect, "r0", Outcome.Up).ShouldBeTrue();
        LiveStates.IsCalm(suspect, monitor).ShouldBeFalse();

        var partial = LiveStates.After(suspect, monitor, Judged(Verdict.Partial, 60, VoteValue.Down, VoteValue.Up));
        (partial.Episode, partial.EpisodeSince).ShouldBe((1, new Slot(60).Time));

        var over = LiveStates.After(partial, monitor, Judged(Verdict.Up, 120, VoteValue.Up, VoteValue.Up));
        (over.Episode, over.EpisodeSince).ShouldBe((1, null));
        LiveStates.After(over, monitor, Suspected(180)).Episode.ShouldBe(2);
    }

    [Fact]
    public async Task An_open_incident_keeps_its_episode_and_what_follows_it_is_another()
    {
        var monitor = await _world.AddMonitorAsync();
        var now = new Slot(200).Time;
        var down = LiveStates.After(null, monitor, Judged(Verdict.Down, 60, VoteValue.Down, VoteValue.Down));
        var open = LiveStates.WithIncident(down, "inc_aaaaaaaaaaaaaaaa", now);

        var up = LiveStates.After(open, monitor, Judged(Verdict.Up, 120, VoteValue.Up, VoteValue.Up));
        (up.Episode, up.IncidentId, up.EpisodeSince).ShouldBe((1, "inc_aaaaaaaaaaaaaaaa", down.EpisodeSince));
        LiveStates.MayChange(up, "r0", Outcome.Up).ShouldBeTrue();

        LiveStates.WithoutIncident(up, now).ShouldSatisfyAllConditions(free => free.IncidentId.ShouldBeNull(), free => free.EpisodeSince.ShouldBeNull(), free => free.Episode.ShouldBe(1));
        LiveStates.WithoutIncident(open, now).ShouldSatisfyAllConditions(free => free.IncidentId.ShouldBeNull(), free => free.Episode.ShouldBe(2), free => free.Transitions.Count.ShouldBe(2));
    }

    [Fact]
    public async Task Only_the_latest_transitions_are_remembered()
    {
        var monitor = await _world.AddMonitorAsync();
        var live = LiveStates.After(null, monitor, Judged(Verdict.Down, 60, VoteValue.Down));
        for (var i = 0; i < 30; i++) live = LiveStates.WithoutIncident(live, new Slot(i).Time);

        live.Transitions.ShouldBe(Enumerable.Range(10, 20).Select(i => new Slot(i).Time));
    }

    private static Judgement Suspected(int second)
    {
        var judged = Judged(Verdict.Up, 0, VoteValue.Up, VoteValue.Up);
        return judged with { Votes = judged.Votes.ToDictionary(vote => vote.Key, vote => vote.Key == "r0" ? vote.Value with { SuspectSince = new Slot(second) } : vote.Value) };
    }

    private static Judgement Judged(Verdict verdict, int second, params VoteValue[] votes) => new(
        verdict,
        new Slot(second),
        votes.Index().ToDictionary(vote => $"r{vote.Index}", vote => new Vote(vote.Item, vote.Item == VoteValue.None ? null : new Slot(second))));
}
