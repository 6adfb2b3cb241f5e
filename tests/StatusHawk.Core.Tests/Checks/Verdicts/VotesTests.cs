using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Tests.Checks.Verdicts;

public sealed class VotesTests
{
    private static readonly VerdictOptions AtOnce = new() { ConfirmFor = TimeSpan.Zero, RecoverAfter = 1 };
    private static readonly VerdictOptions Patient = new() { ConfirmFor = TimeSpan.FromSeconds(4), RecoverAfter = 2 };

    [Theory]
    //          oldest first: outcome and second         vote             since  suspect since
    [InlineData("d0", VoteValue.None, -1, 0)] // nothing before it to hold on to
    [InlineData("u0 d60", VoteValue.Up, 0, 60)]
    [InlineData("u0 d60 d63", VoteValue.Up, 0, 60)]
    [InlineData("u0 d60 d64", VoteValue.Down, 60, -1)]
    [InlineData("u0 d60 u64", VoteValue.Up, 0, -1)] // a blip
    [InlineData("u0 d60 i64", VoteValue.Up, 0, 60)] // the probe's own trouble decides nothing
    [InlineData("u0 g60", VoteValue.Up, 0, 60)]
    [InlineData("u0 g60 g64", VoteValue.Degraded, 60, -1)]
    [InlineData("u0 g60 d64", VoteValue.Degraded, 60, 64)]
    [InlineData("u0 g60 d64 d68", VoteValue.Down, 64, -1)]
    [InlineData("u0 d60 d64 u120", VoteValue.Down, 60, -1)] // one success is no recovery
    [InlineData("u0 d60 d64 u120 u120", VoteValue.Down, 60, -1)] // nor are two in one slot
    [InlineData("u0 d60 d64 u120 u180", VoteValue.Up, 120, -1)]
    [InlineData("u0 d60 d64 u120 d180 u240", VoteValue.Down, 60, -1)] // up and down by turns stays down
    [InlineData("d60 d64 u120 u180 d240", VoteValue.Up, 120, 240)]
    public void Failures_must_last_and_a_recovery_too(string oldestFirst, VoteValue expected, int since, int suspectSince)
    {
        var seen = oldestFirst.Split(' ').Select(word => new VotedResult(new Slot(int.Parse(word[1..])), Result(word[0], word))).Reverse();

        var vote = Votes.Of(seen, 1, Patient, freshFrom: new Slot(0));

        (vote.Value, vote.Since, vote.SuspectSince).ShouldBe((expected, since < 0 ? null : new Slot(since), suspectSince < 0 ? null : new Slot(suspectSince)));
    }

    [Fact]
    public void Failures_that_are_too_few_in_number_are_no_reason_to_ask_for_more() =>
        Votes.Of([new(new Slot(60), Result('d', "")), new(new Slot(0), Result('u', ""))], 2, Patient, freshFrom: new Slot(0)).SuspectSince.ShouldBeNull();

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
        var vote = Votes.Of(Seen(newestFirst), confirmAfter, AtOnce, freshFrom: new Slot(0));

        vote.Value.ShouldBe(expected);
        vote.Since.ShouldBe(since < 0 ? null : SlotAt(since));
    }

    [Fact]
    public void An_old_newest_observation_says_nothing_any_more() =>
        Votes.Of(Seen("uuu"), 1, AtOnce, freshFrom: SlotAt(0) + TimeSpan.FromSeconds(1)).ShouldBe(Vote.None);

    [Fact]
    public void A_vote_that_is_not_up_shows_the_newest_evidence() =>
        Votes.Of(Seen("ddu"), 1, AtOnce, freshFrom: new Slot(0)).Evidence!.Message.ShouldBe("0");

    private static IEnumerable<VotedResult> Seen(string newestFirst) => newestFirst.Select((letter, i) => new VotedResult(SlotAt(i), Result(letter, $"{i}")));

    private static CheckResult Result(char letter, string message) => new()
    {
        MonitorId = "mon_aaaaaaaaaaaaaaaa",
        Outcome = letter switch { 'u' => Outcome.Up, 'g' => Outcome.Degraded, 'd' => Outcome.Down, _ => Outcome.Inconclusive },
        Evidence = letter == 'u' ? null : new Evidence { Error = ErrorClass.Timeout, Message = message },
    };

    private static Slot SlotAt(int index) => new(1_800_000_000 - (index * 60));
}
