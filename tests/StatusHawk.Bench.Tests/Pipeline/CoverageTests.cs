using StatusHawk.Bench.Pipeline;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class CoverageTests
{
    private const string Shard = "shd_a";
    private const int Interval = 10;
    private static readonly string[] Regions = ["eu", "us"];
    private static readonly string[] Monitors = ["mon_a", "mon_b"];
    private static readonly DateTimeOffset From = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000 + Phase.Of(Shard, Interval)).AddSeconds(-1);

    [Fact]
    public void Finds_nothing_missing_in_a_whole_log()
    {
        var coverage = Of(WholeLog());

        coverage.ShouldBe(new Coverage(Expected: 3 * 2 * 2, Missing: 0, Twice: 0, NotUp: 0));
        coverage.Found.ShouldBe(12);
    }

    [Fact]
    public void Finds_every_observation_of_a_round_that_is_not_there() => Of(WholeLog().Skip(1)).Missing.ShouldBe(2);

    [Fact]
    public void Finds_the_one_monitor_that_a_round_left_out() => Of(WholeLog().Skip(1).Append(Round(0, "eu", "mon_a"))).Missing.ShouldBe(1);

    [Fact]
    public void Finds_a_monitor_that_is_in_two_parts_of_a_round() => Of(WholeLog().Append(Round(0, "eu", "mon_a") with { Part = 1 })).Twice.ShouldBe(1);

    [Fact]
    public void Finds_what_was_not_up() => Of(WholeLog().Skip(1).Append(Round(0, "eu", Monitors, Outcome.Down))).NotUp.ShouldBe(2);

    [Fact]
    public void Neither_a_slot_outside_the_window_nor_a_lone_observation_stands_for_a_round()
    {
        var lone = Round(0, "eu", "mon_a") with { Kind = EntryKind.Urgent };

        Of(WholeLog().Skip(1).Append(Round(3, "eu", Monitors)).Append(Round(-1, "eu", Monitors)).Append(lone)).ShouldBe(new Coverage(12, 2, 0, 0));
    }

    private static Coverage Of(IEnumerable<LogEntry> log) =>
        Coverage.Of(Monitors.ToLookup(_ => Shard), Regions, Interval, From, From.AddSeconds(3 * Interval), log);

    private static IEnumerable<LogEntry> WholeLog() => from n in Enumerable.Range(0, 3) from region in Regions select Round(n, region, Monitors);

    private static LogEntry Round(int n, string region, params string[] monitors) => Round(n, region, monitors, Outcome.Up);

    private static LogEntry Round(int n, string region, string[] monitors, Outcome outcome) => new()
    {
        Kind = EntryKind.Round,
        Shard = Shard,
        WorkspaceId = "ws_a",
        Slot = Slot.Of(From.AddSeconds(1 + (n * Interval))),
        Region = region,
        Results = [.. monitors.Select(monitor => new CheckResult { MonitorId = monitor, Outcome = outcome })],
    };
}
