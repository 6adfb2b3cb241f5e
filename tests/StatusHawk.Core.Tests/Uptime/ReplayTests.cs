using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;
using Outcome = StatusHawk.Core.Checks.Outcome;
using Replay = StatusHawk.Core.Uptime.Replay;

namespace StatusHawk.Core.Tests.Uptime;

public sealed class ReplayTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("HAWK_CASES"), out var cases) ? cases : 15;

    [Fact]
    public void Says_at_each_second_what_asking_at_each_second_says() => ForAny(seed =>
    {
        var past = new RandomPast(seed, interval => TimeSpan.FromSeconds(Math.Clamp(interval * 20, 600, 4_000)));

        Same(SlowTruth.Of(Replayed(past, past.From, past.To)), SlowTruth.Of(past), past);
    });

    [Fact]
    public void Sees_each_second_in_which_a_healthy_monitor_was_not_heard_of() => ForAny(seed =>
    {
        var past = new RandomPast(seed, interval => TimeSpan.FromSeconds(Math.Clamp(interval * 20, 600, 4_000)), healthy: true);

        Same(SlowTruth.Of(Replayed(past, past.From, past.To)), SlowTruth.Of(past), past);
    });

    [Fact]
    public void Hours_summed_up_as_they_end_and_again_where_something_was_believed_late_say_what_the_whole_does() => ForAny(seed =>
    {
        var past = new RandomPast(seed, interval => TimeSpan.FromHours(interval < 60 ? 2 : 5));
        var whole = SlowTruth.Of(Replayed(past, past.From, past.To));

        var hours = new Dictionary<Slot, Verdict[]>();
        for (var hour = past.From; hour < past.To + TimeSpan.FromHours(40); hour += Hours.One)
        {
            var now = hour + Hours.One + Replay.Settling;
            var timeline = Replayed(past, hour, hour + Hours.One, now);
            hours[hour] = SlowTruth.Of(timeline);
            if (timeline.ChangedFrom is not { } since) continue;
            for (var again = Hours.HourOf(since); again < hour; again += Hours.One)
            {
                if (hours.ContainsKey(again)) hours[again] = SlowTruth.Of(Replayed(past, again, again + Hours.One, now));
            }
        }

        Same([.. hours.OrderBy(hour => hour.Key).SelectMany(hour => hour.Value).Take(whole.Length)], whole, past);
    });

    [Fact]
    public void The_seconds_of_all_verdicts_and_of_pauses_add_up_to_the_stretch() => ForAny(seed =>
    {
        var past = new RandomPast(seed, _ => TimeSpan.FromSeconds(900));
        var random = new Random(seed);
        var timeline = Replayed(past, past.From, past.To);
        var pauses = new List<Pause>();
        for (var at = past.From.Time.AddSeconds(random.Next(-900, 900)); random.Next(3) > 0; at = at.AddMilliseconds(random.Next(400_000)))
        {
            var until = at.AddMilliseconds(random.Next(400_000));
            pauses.Add(new Pause(at, until));
            at = until;
        }

        var time = timeline.Time(pauses);
        (time.Up + time.Degraded + time.Partial + time.Down + time.Unknown + time.Maintenance + time.Paused).ShouldBe(900);
        var held = SlowTruth.Of(timeline);
        foreach (var pause in pauses)
        {
            for (var second = 0; second < held.Length; second++)
            {
                var then = past.From + TimeSpan.FromSeconds(second);
                if (then >= Slot.Of(pause.From) && then < Slot.Of(pause.Until!.Value)) held[second] = Verdict.Paused;
            }
        }

        time.ShouldBe(held.Aggregate(new VerdictTime(), (sum, verdict) => sum.With(verdict, 1)));
    });

    [Theory]
    //          a minute each: u, d, - silence  expected: a minute each, by its first letter
    [InlineData("uuuuuuuuuu uuuuuuuuuu uuuuuuuuuu", "uuuuuuuuuu")]
    [InlineData("uuddddduuu uuddddduuu uuddddduuu", "uuddddduuu")] // believed up from the first good answer on
    [InlineData("uuddddduuuu uudddddduuu uuddddddduu", "uuddddddpuu")] // regions that recover one by one leave the outage what it was
    [InlineData("uuddddd----------- uuddddddddddddddddd uuuuuuuuuuuuuuuuuu", "uuddddddddpppppppp")] // nor does one that falls silent
    public void An_outage_is_as_long_as_it_was_however_it_ends(string words, string expected)
    {
        var regions = words.Split(' ');
        var past = new RandomPast(1, _ => Hours.One);
        var monitor = past.Monitor with { IntervalSeconds = 60, ConfirmAfter = 1, Quorum = Quorum.Majority, Regions = [.. regions.Select((_, i) => $"r{i}")], FormerPlaces = null };
        LogEntry[] log =
        [
            .. from minute in Enumerable.Range(0, regions[0].Length)
               from region in Enumerable.Range(0, regions.Length)
               where regions[region][minute] != '-'
               select past.Log[0] with
               {
                   Kind = EntryKind.Round,
                   Region = $"r{region}",
                   Slot = past.From + TimeSpan.FromMinutes(minute),
                   Results = [new CheckResult { MonitorId = monitor.Id, Outcome = regions[region][minute] == 'u' ? Outcome.Up : Outcome.Down }],
               },
        ];

        var held = SlowTruth.Of(Replay.Of(log, monitor, new VerdictOptions(), past.From, past.From + TimeSpan.FromMinutes(expected.Length)));

        string.Concat(held.Chunk(60).Select(minute => char.ToLowerInvariant(minute[0].ToString()[0]))).ShouldBe(expected);
    }

    [Fact]
    public void Nothing_logged_is_unknown_and_a_stretch_of_no_length_is_nothing()
    {
        var past = new RandomPast(1, _ => Hours.One);
        Replay.Of([], past.Monitor, past.Options, past.From, past.To).Spans.ShouldBe([new TimelineSpan(past.From, Verdict.Unknown)]);
        Replay.Of(past.Log, past.Monitor, past.Options, past.From, past.From).Spans.ShouldBeEmpty();
    }

    private static void ForAny(Action<int> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), holds));

    /// <summary>As the log is read for that stretch, by somebody who does so at a certain time.</summary>
    private static Timeline Replayed(RandomPast past, Slot from, Slot to, Slot? now = null)
    {
        var last = Replay.ReadTo(past.Monitor, past.Options, to);
        return Replay.Of(past.Read(Replay.ReadFrom(past.Monitor, past.Options, from), now < last ? now.Value : last), past.Monitor, past.Options, from, to);
    }

    private static void Same(Verdict[] said, Verdict[] truth, RandomPast past)
    {
        if (!said.SequenceEqual(truth)) throw new ShouldAssertException($"{SlowTruth.Difference(said, truth)}. {past}");
    }
}
