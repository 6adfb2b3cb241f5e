using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using Judge = StatusHawk.Core.Checks.Verdicts.Verdicts;
using Outcome = StatusHawk.Core.Checks.Outcome;

namespace StatusHawk.Core.Tests.Checks.Verdicts;

public sealed class VerdictsTests
{
    private const string Id = "mon_aaaaaaaaaaaaaaaa";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // How long failures and successes must last is the votes' affair, and tested there.
    private static readonly VerdictOptions Options = new() { ConfirmFor = TimeSpan.Zero, RecoverAfter = 1 };

    [Theory]
    //          regions' newest word, - is silence   quorum      verdict
    [InlineData("uuu", "majority", Verdict.Up)]
    [InlineData("duu", "majority", Verdict.Partial)]
    [InlineData("ddu", "majority", Verdict.Down)]
    [InlineData("ddd", "majority", Verdict.Down)]
    [InlineData("du", "majority", Verdict.Partial)] // one of two is no majority
    [InlineData("dd", "majority", Verdict.Down)]
    [InlineData("dduu", "majority", Verdict.Partial)] // nor are two of four
    [InlineData("d", "majority", Verdict.Down)] // a monitor with one region has only its word
    [InlineData("u", "majority", Verdict.Up)]
    [InlineData("dd-", "majority", Verdict.Down)]
    [InlineData("d--", "majority", Verdict.Unknown)] // one voice of three is too few to say anything
    [InlineData("u--", "majority", Verdict.Unknown)]
    [InlineData("uu-", "majority", Verdict.Up)]
    [InlineData("du-", "majority", Verdict.Partial)]
    [InlineData("---", "majority", Verdict.Unknown)]
    [InlineData("iii", "majority", Verdict.Unknown)]
    [InlineData("iid", "majority", Verdict.Unknown)]
    [InlineData("idd", "majority", Verdict.Down)]
    [InlineData("duu", "any", Verdict.Down)]
    [InlineData("d--", "any", Verdict.Down)]
    [InlineData("ddu", "all", Verdict.Partial)]
    [InlineData("ddd", "all", Verdict.Down)]
    [InlineData("dd-", "all", Verdict.Down)]
    [InlineData("ddu", "60%", Verdict.Down)]
    [InlineData("ddu", "67%", Verdict.Partial)]
    [InlineData("duu", "1%", Verdict.Partial)] // never on the word of one
    [InlineData("guu", "majority", Verdict.Up)]
    [InlineData("ggu", "majority", Verdict.Degraded)]
    [InlineData("gdu", "majority", Verdict.Partial)]
    public void The_verdict_follows_from_the_votes(string words, string quorum, Verdict expected)
    {
        var regions = Enumerable.Range(0, words.Length).Select(i => $"r{i}").ToArray();
        var log = words.SelectMany((word, i) => word == '-' ? Array.Empty<LogEntry>() : [Round(regions[i], 30, word)]);

        var judgement = Judge.Of(log, MonitorOf(regions, quorum), Options, Now);

        judgement.Verdict.ShouldBe(expected);
        judgement.Votes.Keys.ShouldBe(regions);
    }

    [Fact]
    public void The_same_observations_in_any_order_and_twice_give_the_same_verdict() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Logs().ToArbitrary(), Gen.Choose(1, int.MaxValue).ToArbitrary(), (log, seed) =>
        {
            var monitor = MonitorOf(["r0", "r1", "r2"], "majority", confirmAfter: (seed % 3) + 1);
            var random = new Random(seed);
            var scrambled = log.Concat(log.Where(_ => random.Next(2) == 0)).OrderBy(_ => random.Next()).ToArray();

            return Same(Judge.Of(log, monitor, Options, Now), Judge.Of(scrambled, monitor, Options, Now));
        }));

    [Fact]
    public void What_came_late_gives_the_verdict_it_would_have_given_in_time() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Logs().ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (log, late) =>
        {
            var monitor = MonitorOf(["r0", "r1", "r2"], "majority");
            var store = new List<LogEntry>(log.Skip(late));
            Judge.Of(store, monitor, Options, Now);
            store.AddRange(log.Take(late));

            return Same(Judge.Of(log, monitor, Options, Now), Judge.Of(store, monitor, Options, Now));
        }));

    [Fact]
    public void Down_takes_at_least_two_regions_that_say_so_unless_any_is_asked_for() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Logs().ToArbitrary(), Gen.Elements("majority", "all", "1%", "50%", "100%").ToArbitrary(), (log, quorum) =>
        {
            var judgement = Judge.Of(log, MonitorOf(["r0", "r1", "r2"], quorum), Options, Now);
            return judgement.Verdict != Verdict.Down || judgement.Votes.Values.Count(vote => vote.Value == VoteValue.Down) >= 2;
        }));

    [Fact]
    public void A_region_that_falls_silent_never_turns_a_healthy_monitor_down()
    {
        var monitor = MonitorOf(["r0", "r1", "r2"], "majority");
        LogEntry[] log = [Round("r0", 30, 'u'), Round("r1", 30, 'u'), Round("r2", 600, 'd')];

        Judge.Of(log, monitor, Options, Now).Verdict.ShouldBe(Verdict.Up);
    }

    [Fact]
    public void A_round_speaks_where_its_urgent_herald_said_otherwise_and_neither_counts_twice()
    {
        var monitor = MonitorOf(["r0"], "majority", confirmAfter: 2);
        var urgent = Round("r0", 30, 'd') with { Kind = EntryKind.Urgent };
        var round = Round("r0", 30, 'd');
        LogEntry[] before = [Round("r0", 90, 'u')];

        Judge.Of([.. before, urgent, round], monitor, Options, Now).Verdict.ShouldBe(Verdict.Up);
        Judge.Of([.. before, urgent, Round("r0", 30, 'u')], MonitorOf(["r0"], "majority"), Options, Now).Verdict.ShouldBe(Verdict.Up);
    }

    [Fact]
    public void Down_holds_since_the_region_that_made_the_quorum()
    {
        LogEntry[] log = [Round("r0", 90, 'd'), Round("r0", 30, 'd'), Round("r1", 30, 'd'), Round("r2", 30, 'u')];

        Judge.Of(log, MonitorOf(["r0", "r1", "r2"], "majority"), Options, Now).Since.ShouldBe(Slot.Of(Now) - TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_paused_monitor_is_paused_whatever_its_log_says() =>
        Judge.Of([Round("r0", 30, 'd')], MonitorOf(["r0"], "any") with { Enabled = false }, Options, Now).Verdict.ShouldBe(Verdict.Paused);

    [Theory]
    [InlineData(10, 180)] // 3 minutes at least
    [InlineData(60, 180)]
    [InlineData(300, 900)] // three intervals of a slow one
    public void An_observation_speaks_for_three_intervals_and_three_minutes_at_least(int interval, int seconds)
    {
        var monitor = MonitorOf(["r0"], "majority") with { IntervalSeconds = interval };

        Judge.Of([Round("r0", seconds, 'u')], monitor, Options, Now).Verdict.ShouldBe(Verdict.Up);
        Judge.Of([Round("r0", seconds + 1, 'u')], monitor, Options, Now).Verdict.ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void What_a_clock_that_ran_ahead_left_behind_does_not_speak_for_the_present()
    {
        LogEntry[] log = [Round("r0", -3_600, 'u'), Round("r1", -3_600, 'u'), Round("r0", 30, 'd'), Round("r1", 30, 'd')];

        Judge.Of(log, MonitorOf(["r0", "r1"], "majority"), Options, Now).Verdict.ShouldBe(Verdict.Down);
    }

    [Fact]
    public void Ten_failures_in_a_row_can_be_seen_within_what_is_read_of_the_log()
    {
        var monitor = MonitorOf(["r0"], "majority", confirmAfter: 10);
        var log = Enumerable.Range(1, 30).Select(i => Round("r0", i * 60, 'd'));

        Judge.Of(log, monitor, Options, Now).Verdict.ShouldBe(Verdict.Down);
    }

    private static bool Same(Judgement a, Judgement b) =>
        a.Verdict == b.Verdict && a.Since == b.Since && a.Votes.Count == b.Votes.Count && a.Votes.All(vote => b.Votes[vote.Key] == vote.Value);

    private static Gen<LogEntry[]> Logs() =>
        from count in Gen.Choose(0, 40)
        from entries in Entries().ListOf(count)
        select entries.DistinctBy(entry => entry.Id).ToArray(); // a log holds an id once

    private static Gen<LogEntry> Entries() =>
        from region in Gen.Elements("r0", "r1", "r2", "elsewhere")
        from age in Gen.Choose(0, 8)
        from word in Gen.Elements('u', 'u', 'd', 'd', 'g', 'i')
        from kind in Gen.Elements(EntryKind.Round, EntryKind.Urgent, EntryKind.Opinion)
        from part in Gen.Choose(0, 1)
        select Round(region, age * 60, word) with { Kind = kind, Part = kind == EntryKind.Round ? part : 0 };

    private static LogEntry Round(string region, int secondsAgo, char word) => new()
    {
        Kind = EntryKind.Round,
        Shard = "shd_aaaaaaaaaaaaaaaa",
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        Slot = Slot.Of(Now) - TimeSpan.FromSeconds(secondsAgo),
        Region = region,
        Results = [new CheckResult { MonitorId = Id, Outcome = word switch { 'u' => Outcome.Up, 'g' => Outcome.Degraded, 'd' => Outcome.Down, _ => Outcome.Inconclusive } }],
    };

    private static Monitor MonitorOf(string[] regions, string quorum, int confirmAfter = 1)
    {
        Quorum.TryParse(quorum, out var parsed).ShouldBeTrue();
        return new Monitor
        {
            Id = Id,
            WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
            Name = "Shop",
            Kind = MonitorKind.Http,
            Http = new HttpTarget { Url = "https://example.com" },
            Regions = regions,
            Quorum = parsed,
            ConfirmAfter = confirmAfter,
            Shard = "shd_aaaaaaaaaaaaaaaa",
            CreatedAt = Now.AddDays(-1),
            UpdatedAt = Now.AddDays(-1),
        };
    }
}
