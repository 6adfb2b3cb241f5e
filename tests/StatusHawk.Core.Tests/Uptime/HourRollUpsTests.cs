using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Core.Tests.Uptime;

public sealed class HourRollUpsTests
{
    private const string Id = "mon_aaaaaaaaaaaaaaaa";
    private static readonly Slot Noon = Slot.Of(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static readonly Monitor Shop = new()
    {
        Id = Id,
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        Name = "Shop",
        Kind = MonitorKind.Http,
        Regions = ["eu", "us"],
        Shard = "shd_a",
        CreatedAt = Noon.Time.AddDays(-1),
        UpdatedAt = Noon.Time.AddDays(-1),
    };

    [Theory]
    //          entries: kind, word, second, part                             up, degraded, down, inconclusive
    [InlineData("Ru0", 1, 0, 0, 0)]
    [InlineData("Ud0 Rd0", 0, 0, 1, 0)] // a herald and its round
    [InlineData("Ud0 Ru0", 1, 0, 0, 0)] // the round speaks
    [InlineData("Ud0", 0, 0, 1, 0)] // the round was lost
    [InlineData("Od0 Ou4 Ru0", 1, 0, 0, 0)] // opinions are no part of the schedule
    [InlineData("Ru0 Ru60 Rg120 Rd180 Ri240", 2, 1, 1, 1)]
    [InlineData("Ru0/0 Ru0/1", 1, 0, 0, 0)] // one word for a slot, though the parts were cut anew
    [InlineData("Ru-60 Ru3600 Ru3599", 1, 0, 0, 0)] // what begins within the hour is the hour's
    public void Each_scheduled_check_counts_once(string entries, int up, int degraded, int down, int inconclusive)
    {
        var counts = Of(entries).Regions.GetValueOrDefault("eu").ShouldNotBeNull();

        (counts.Up, counts.Degraded, counts.Down, counts.Inconclusive).ShouldBe((up, degraded, down, inconclusive));
        counts.Checks.ShouldBe(up + degraded + down + inconclusive);
        (counts.Latency?.Count ?? 0).ShouldBe(up + degraded);
    }

    [Fact]
    public void A_region_without_scheduled_checks_is_left_out() => Of("Ou0").Regions.ShouldBeEmpty();

    [Fact]
    public void Calls_count_each_and_have_no_latency()
    {
        var hour = HourRollUps.Of(
            new Timeline(Noon, Noon + Hours.One, [new(Noon, Verdict.Up)], null),
            [Entry("Pu0/1"), Entry("Pu0/2"), Entry("Pi0/2"), Entry("Pd9/0")],
            Shop with { Kind = MonitorKind.Heartbeat });

        hour.Regions["inbound"].ShouldBe(new RegionCounts { Up = 2, Inconclusive = 1, Down = 1 });
    }

    [Fact]
    public void What_came_in_one_order_counts_as_in_any_other()
    {
        string[] entries = ["Ud0", "Rd0", "Ru60", "Ud120", "Og121", "Ri180", "Rg240", "Ud300", "Ru300"];
        var random = new Random(1);
        Enumerable.Range(0, 20).Select(_ => System.Text.Json.JsonSerializer.Serialize(Of(string.Join(' ', entries.OrderBy(_ => random.Next()))), StatusHawkJson.Options))
            .Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(-60, 0)]
    [InlineData(0, 0)]
    [InlineData(1_800, 1_800)]
    [InlineData(3_600, 3_600)]
    [InlineData(9_000, 3_600)]
    public void The_stretch_begins_when_the_monitor_was_created(int created, int from) =>
        HourRollUps.Stretch(Shop with { CreatedAt = Noon.Time.AddSeconds(created) }, Noon, Noon + Hours.One).ShouldBe((Noon + TimeSpan.FromSeconds(from), Noon + Hours.One));

    private static RollUp Of(string entries) =>
        HourRollUps.Of(new Timeline(Noon, Noon + Hours.One, [new(Noon, Verdict.Up)], null), entries.Split(' ').Select(Entry).OrderBy(entry => entry.Slot), Shop);

    private static LogEntry Entry(string text)
    {
        var (at, part) = text[2..].Split('/') is [var second, var tenth] ? (int.Parse(second), int.Parse(tenth)) : (int.Parse(text[2..]), 0);
        var kind = text[0] switch { 'R' => EntryKind.Round, 'U' => EntryKind.Urgent, 'O' => EntryKind.Opinion, _ => EntryKind.Ping };
        return new()
        {
            Kind = kind,
            Shard = Shop.Shard,
            WorkspaceId = Shop.WorkspaceId,
            Slot = Noon + TimeSpan.FromSeconds(at),
            Region = kind == EntryKind.Ping ? HeartbeatTarget.Region : "eu",
            Part = part,
            Results =
            [
                new CheckResult
                {
                    MonitorId = Id,
                    Outcome = text[1] switch { 'u' => Outcome.Up, 'g' => Outcome.Degraded, 'd' => Outcome.Down, _ => Outcome.Inconclusive },
                    Timings = new Timings(1, 1, 1, 1, 1),
                },
            ],
        };
    }
}
