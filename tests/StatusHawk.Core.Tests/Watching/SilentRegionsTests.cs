using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Tests.Watching;

public sealed class SilentRegionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, 180, false)]
    [InlineData(30, 181, true)]
    [InlineData(3600, 10_800, false)]
    [InlineData(3600, 10_801, true)]
    public void A_region_is_silent_after_three_of_its_shortest_intervals_and_three_minutes_at_least(int interval, int age, bool silent) =>
        SilentRegions.Of([Shard(interval, "eu"), Shard(86_400, "eu")], Heard(("eu", age)), Now.AddDays(-1), Now).ShouldBe(silent ? ["eu"] : []);

    [Fact]
    public void Nobody_is_silent_before_there_was_time_to_be_heard() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 180).ToArbitrary(), Gen.Choose(10, 60).ToArbitrary(), (seconds, interval) =>
            SilentRegions.Of([Shard(interval, "eu", "us")], Heard(), Now.AddSeconds(-seconds), Now).Count == 0));

    [Fact]
    public void A_region_without_anything_to_check_is_never_silent_and_each_is_named_once() =>
        SilentRegions.Of([Shard(30, "us", "eu"), Shard(10, "eu")], Heard(("asia", 9999)), Now.AddDays(-1), Now).ShouldBe(["eu", "us"]);

    private static PlannedShard Shard(int interval, params string[] regions) => new() { Id = "shd_a", WorkspaceId = "ws_a", IntervalSeconds = interval, Regions = regions, Parts = [] };

    private static Dictionary<string, Slot> Heard(params (string Region, int Age)[] rounds) =>
        rounds.ToDictionary(round => round.Region, round => Slot.Of(Now) - TimeSpan.FromSeconds(round.Age));
}
