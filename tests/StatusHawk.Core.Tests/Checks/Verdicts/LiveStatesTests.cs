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

    [Theory]
    [InlineData(Outcome.Up, Verdict.Up, VoteValue.Up, false)]
    [InlineData(Outcome.Down, Verdict.Up, VoteValue.Up, true)]
    [InlineData(Outcome.Inconclusive, Verdict.Up, VoteValue.Up, true)]
    [InlineData(Outcome.Up, Verdict.Partial, VoteValue.Up, true)]
    [InlineData(Outcome.Up, Verdict.Up, VoteValue.Down, true)]
    [InlineData(Outcome.Up, Verdict.Up, VoteValue.None, true)]
    public async Task Only_what_could_change_something_is_worth_a_look_at_the_log(Outcome outcome, Verdict verdict, VoteValue vote, bool expected)
    {
        var monitor = await _world.AddMonitorAsync();
        var live = LiveStates.After(null, monitor, Judged(verdict, 0, vote));

        LiveStates.MayChange(live, "r0", outcome).ShouldBe(expected);
        LiveStates.MayChange(null, "r0", outcome).ShouldBeTrue();
    }

    private static Judgement Judged(Verdict verdict, int second, params VoteValue[] votes) => new(
        verdict,
        new Slot(second),
        votes.Index().ToDictionary(vote => $"r{vote.Index}", vote => new Vote(vote.Item, vote.Item == VoteValue.None ? null : new Slot(second))));
}
