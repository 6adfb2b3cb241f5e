using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Tests.StatusPages;
using StatusHawk.Core.Uptime;
using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Tests.Watching;

public sealed class WorkspaceMetricsTests
{
    [Theory]
    [InlineData(Verdict.Up, 1, 1)]
    [InlineData(Verdict.Degraded, 1, 1)]
    [InlineData(Verdict.Partial, 1, 1)]
    [InlineData(Verdict.Down, 0, 0)]
    [InlineData(Verdict.Unknown, 2, null)]
    [InlineData(Verdict.Maintenance, 3, null)]
    public void A_verdict_is_said_in_the_words_of_others_and_what_is_not_known_is_neither_up_nor_down(Verdict verdict, int status, int? success)
    {
        var families = WorkspaceMetrics.Of([Pages.Monitor("mon_1")], [Pages.Live("mon_1", verdict)], []);

        Values(families, "monitor_status").ShouldBe([status]);
        foreach (var name in new[] { "probe_success", "gatus_results_endpoint_success" }) Values(families, name).ShouldBe(success is { } known ? [known] : []);
        families.Single(family => family.Name == "statushawk_monitor_verdict").Points.Single().Labels.ShouldContain(new MetricLabel("verdict", verdict.ToString().ToLowerInvariant()));
    }

    [Fact]
    public void A_paused_monitor_is_left_out_and_one_without_a_state_is_unknown()
    {
        var families = WorkspaceMetrics.Of([Pages.Monitor("mon_1", enabled: false), Pages.Monitor("mon_2")], [], []);

        Values(families, "monitor_status").ShouldBe([2]);
        families.SelectMany(family => family.Points).SelectMany(point => point.Labels).ShouldAllBe(label => label.Value != "mon_1");
    }

    [Fact]
    public void Only_heartbeats_are_checks_of_healthchecks()
    {
        var job = Pages.Monitor("mon_2") with { Kind = MonitorKind.Heartbeat };
        var families = WorkspaceMetrics.Of([Pages.Monitor("mon_1"), job], [Pages.Live("mon_1", Verdict.Up), Pages.Live("mon_2", Verdict.Down)], []);

        var up = families.Single(family => family.Name == "hc_check_up").Points.Cast<MetricPoint.Number>().Single();
        up.Value.ShouldBe(0);
        up.Labels.ShouldBe([new("name", job.Name), new("tags", ""), new("unique_key", job.Id)]);
        Values(families, "hc_checks_total").ShouldBe([1]);
        Values(families, "hc_checks_down_total").ShouldBe([1]);
    }

    [Fact]
    public void Uptime_and_response_times_are_those_of_the_hours_that_are_summed_up_and_left_out_where_there_are_none()
    {
        var (watched, young) = (Pages.Monitor("mon_1"), Pages.Monitor("mon_2"));
        var hours = new Overview
        {
            WorkspaceId = Pages.WorkspaceId,
            Shard = watched.Shard,
            Span = RollUpSpan.Hour,
            Monitors = new Dictionary<string, OverviewRow> { ["mon_1"] = new(new Slot(0), [new(3_600, 0, 0, 100), null, new(1_800, 1_800, 0, 250)]) },
        };

        var families = WorkspaceMetrics.Of([watched, young], [], [hours]);

        Values(families, "monitor_uptime_ratio").ShouldBe([0.75]);
        Values(families, "statushawk_monitor_response_p95_milliseconds").ShouldBe([250]);
    }

    private static double[] Values(IReadOnlyList<MetricFamily> families, string name) =>
        [.. families.Single(family => family.Name == name).Points.Cast<MetricPoint.Number>().Select(point => point.Value)];
}
