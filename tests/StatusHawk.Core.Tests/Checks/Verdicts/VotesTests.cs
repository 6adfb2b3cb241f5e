using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Tests.Checks.Verdicts;

public sealed class VotesTests
{
    [Theory]
    //          newest first, a letter every 60 s   N  vote                 since (index of the slot)
    [InlineData("u", 1, VoteValue.Up, 0)]
    [InlineData("uuud", 1, VoteValue.Up, 2)]
    [InlineData("d", 1, VoteValue.Down, 0)]
    [InlineData("dduu", 1, VoteValue.Down, 1)]
    [InlineData("g", 1, VoteValue.Degraded, 0)]
    [InlineData("ggu", 1, VoteValue.Degraded, 1)]
    [InlineData("", 1, VoteValue.None, -1)]
    [InlineData("i", 1, VoteValue.None, -1)]
    [InlineData("iu", 1, VoteValue.Up, 1)]
    [InlineData("iid", 1, VoteValue.Down, 2)]
    [InlineData("ddu", 3, VoteValue.Up, 2)] // two failures are not three
    [InlineData("dddu", 3, VoteValue.Down, 2)]
    [InlineData("didid", 3, VoteValue.Down, 4)] // inconclusive says nothing either way
    [InlineData("dud", 2, VoteValue.Up, 1)]
    [InlineData("dd", 3, VoteValue.None, -1)] // nothing before them to hold on to
    [InlineData("dgd", 3, VoteValue.Degraded, 2)]
    [InlineData("gddd", 3, VoteValue.Degraded, 3)]
    public void A_region_says_what_its_newest_observations_say(string newestFirst, int confirmAfter, VoteValue expected, int since)
    {
        var vote = Votes.Of(Seen(newestFirst), confirmAfter, freshFrom: new Slot(0));

        vote.Value.ShouldBe(expected);
        vote.Since.ShouldBe(since < 0 ? null : SlotAt(since));
    }

    [Fact]
    public void An_old_newest_observation_says_nothing_any_more() =>
        Votes.Of(Seen("uuu"), 1, freshFrom: SlotAt(0) + TimeSpan.FromSeconds(1)).ShouldBe(Vote.None);

    [Fact]
    public void A_vote_that_is_not_up_shows_the_newest_evidence() =>
        Votes.Of(Seen("ddu"), 1, freshFrom: new Slot(0)).Evidence!.Message.ShouldBe("0");

    private static IEnumerable<VotedResult> Seen(string newestFirst) => newestFirst.Select((letter, i) => new VotedResult(SlotAt(i), new CheckResult
    {
        MonitorId = "mon_aaaaaaaaaaaaaaaa",
        Outcome = letter switch { 'u' => Outcome.Up, 'g' => Outcome.Degraded, 'd' => Outcome.Down, _ => Outcome.Inconclusive },
        Evidence = letter == 'u' ? null : new Evidence { Error = ErrorClass.Timeout, Message = $"{i}" },
    }));

    private static Slot SlotAt(int index) => new(1_800_000_000 - (index * 60));
}
