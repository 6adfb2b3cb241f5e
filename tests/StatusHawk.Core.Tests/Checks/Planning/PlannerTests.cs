using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Tests.Checks.Planning;

public sealed class PlannerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Plans_every_slot_once_and_skips_none_while_no_pause_is_longer_than_the_horizon() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Shards().ToArbitrary(), Gen.Choose(1, 60).ListOf().ToArbitrary(), (shards, steps) =>
        {
            var seen = new Dictionary<(string, Slot, string, int), int>();
            Slot? cursor = null;
            Slot? first = null;
            var now = Noon;
            foreach (var step in steps.Append(1))
            {
                var tick = Planner.Plan(shards, cursor, now);
                foreach (var round in tick.Rounds) seen[Key(round)] = seen.GetValueOrDefault(Key(round)) + 1;
                first ??= Slot.Of(now);
                cursor = tick.Cursor;
                now += TimeSpan.FromSeconds(step);
            }

            return seen.Values.All(times => times == 1) && Due(shards, first!.Value, cursor!.Value).All(seen.ContainsKey);
        }));

    [Fact]
    public void A_crash_before_the_cursor_moved_repeats_rounds_and_loses_none() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
            Shards().ToArbitrary(), Gen.Choose(1, 50).SelectMany(step => Gen.Elements(true, false).Select(crash => (step, crash))).ListOf().ToArbitrary(), (shards, steps) =>
            {
                var planned = new HashSet<(string, Slot, string, int)>();
                Slot? cursor = null;
                var now = Noon;
                foreach (var (step, crash) in steps.Append((1, false)))
                {
                    var tick = Planner.Plan(shards, cursor, now);
                    planned.UnionWith(tick.Rounds.Select(Key));
                    if (!crash) cursor = tick.Cursor;
                    now += TimeSpan.FromSeconds(cursor is null ? 0 : Math.Min(step, 60 / 3));
                }

                return Due(shards, Slot.Of(Noon), cursor!.Value).All(planned.Contains);
            }));

    [Fact]
    public void Every_slot_is_the_phase_plus_a_multiple_of_the_interval_whatever_now_is() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Shards().ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (shards, offset) =>
            Planner.Plan(shards, null, Noon.AddSeconds(offset)).Rounds.All(round =>
            {
                var shard = shards.Single(each => each.Id == round.Shard);
                return (round.Slot.EpochSeconds - shard.PhaseSeconds) % shard.IntervalSeconds == 0;
            })));

    [Theory]
    [InlineData(61, true)] // longer than the horizon
    [InlineData(3_600, true)]
    [InlineData(60, false)]
    [InlineData(1, false)]
    public void After_a_gap_the_newest_slot_runs_and_the_missed_ones_do_not(int secondsSinceCursor, bool gap)
    {
        var shard = Shard("shd_aaaaaaaaaaaaaaaa", 10);
        var tick = Planner.Plan([shard], Slot.Of(Noon) - TimeSpan.FromSeconds(secondsSinceCursor), Noon);

        tick.Gap.ShouldBe(gap);
        var past = tick.Rounds.Where(round => round.Slot <= Slot.Of(Noon)).Select(round => round.Slot).Distinct().ToArray();
        if (gap) past.ShouldBe([past.Max()]);
        else past.Length.ShouldBeInRange(secondsSinceCursor / 10, (secondsSinceCursor / 10) + 1);
        (Slot.Of(Noon).EpochSeconds - past.DefaultIfEmpty(Slot.Of(Noon)).Max().EpochSeconds).ShouldBeLessThan(10);
    }

    [Fact]
    public void A_clock_that_steps_back_plans_nothing_twice()
    {
        var shard = Shard("shd_aaaaaaaaaaaaaaaa", 10);
        var cursor = Planner.Plan([shard], null, Noon).Cursor;

        var tick = Planner.Plan([shard], cursor, Noon.AddSeconds(-50));

        tick.Rounds.ShouldBeEmpty();
        tick.Cursor.ShouldBe(cursor);
    }

    [Fact]
    public void A_cursor_that_a_wrong_clock_left_in_the_far_future_does_not_stop_the_checks()
    {
        var tick = Planner.Plan([Shard("shd_aaaaaaaaaaaaaaaa", 10)], Slot.Of(Noon.AddDays(365)), Noon);

        tick.Gap.ShouldBeTrue();
        tick.Rounds.ShouldNotBeEmpty();
        tick.Cursor.ShouldBe(Slot.Of(Noon) + Planner.Horizon);
    }

    [Fact]
    public void Phases_are_multiples_of_five_seconds_below_the_interval() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            Gen.Choose(MonitorLimits.MinIntervalSeconds, MonitorLimits.MaxIntervalSeconds).ToArbitrary(), ArbMap.Default.ArbFor<NonEmptyString>(), (interval, id) =>
            {
                var phase = Phase.Of(id.Get, interval);
                return phase % 5 == 0 && phase >= 0 && phase < interval;
            }));

    [Fact]
    public void Phases_of_many_shards_are_spread_over_the_interval()
    {
        var counts = Enumerable.Range(0, 1_200).Select(i => Phase.Of($"shd_{i}", 60)).GroupBy(phase => phase).Select(group => group.Count()).ToArray();

        counts.Length.ShouldBe(12);
        counts.ShouldAllBe(count => count > 50 && count < 200);
    }

    [Fact]
    public void The_parts_of_a_shard_do_not_depend_on_the_order_of_its_monitors()
    {
        CheckSpec[] checks = [.. Enumerable.Range(0, 50).Select(i => Spec($"mon_{i:d16}", new string('x', i % 2 == 0 ? 8_000 : 10)))];

        var parts = Parts.Of(checks);
        var shuffled = Parts.Of(checks.Reverse());

        parts.Count.ShouldBeGreaterThan(1);
        shuffled.Select(part => part.Select(check => check.MonitorId)).ShouldBe(parts.Select(part => part.Select(check => check.MonitorId)));
        parts.ShouldAllBe(part => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(part, StatusHawkJson.Options).Length < Queues.MaxMessageBytes);
    }

    /// <summary>What is due after one slot and up to another, found the slow way: by looking at every second.</summary>
    private static IEnumerable<(string, Slot, string, int)> Due(PlannedShard[] shards, Slot after, Slot upTo) =>
        from shard in shards
        from second in Enumerable.Range(1, (int)(upTo.EpochSeconds - after.EpochSeconds)).Select(i => after.EpochSeconds + i)
        where (second - shard.PhaseSeconds) % shard.IntervalSeconds == 0
        from region in shard.Regions
        from part in Enumerable.Range(0, shard.Parts.Count)
        select (shard.Id, new Slot(second), region, part);

    private static (string, Slot, string, int) Key(RoundRequest round) => (round.Shard, round.Slot, round.Region, round.Part);

    private static Gen<PlannedShard[]> Shards() =>
        from count in Gen.Choose(1, 5)
        from intervals in Gen.OneOf(Gen.Elements(10, 30, 60, 300), Gen.Choose(10, 90)).ListOf(count)
        select intervals.Select((interval, i) => Shard($"shd_{i}", interval)).ToArray();

    private static PlannedShard Shard(string id, int interval) => new()
    {
        Id = id,
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        IntervalSeconds = interval,
        Regions = ["eu", "us"],
        Parts = [[Spec("mon_aaaaaaaaaaaaaaaa")], [Spec("mon_bbbbbbbbbbbbbbbb")]],
    };

    private static CheckSpec Spec(string id, string path = "") =>
        new() { MonitorId = id, Kind = MonitorKind.Http, TimeoutSeconds = 10, Http = new HttpTarget { Url = "https://example.com/" + path } };
}
