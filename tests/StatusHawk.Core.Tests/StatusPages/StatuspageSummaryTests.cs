using System.Text.Json;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.StatusPages;
using static StatusHawk.Core.Tests.StatusPages.Pages;

namespace StatusHawk.Core.Tests.StatusPages;

public class StatuspageSummaryTests
{
    private static readonly DataAge Age = new(Now, AgeBand.Fresh);

    [Fact]
    public void It_has_every_field_of_the_format_and_no_other()
    {
        var json = JsonDocument.Parse(StatuspageSummary.Summary(Snapshot(Component(Verdict.Up)), Age, "https://status.example.com/status/shop")).RootElement;

        json.GetRawText().ShouldBe(
            """
            {"page":{"id":"page_1","name":"Shop","url":"https://status.example.com/status/shop","time_zone":"Etc/UTC","updated_at":"2026-08-01T12:03:05.000Z"},
            "components":[{"id":"mon_Web","name":"Web","status":"operational","created_at":"2026-07-29T12:03:05.000Z","updated_at":"2026-08-01T11:03:05.000Z","position":1,"description":null,"showcase":true,"start_date":"2026-07-29","group_id":null,"page_id":"page_1","group":false,"only_show_if_degraded":false}],
            "incidents":[],"scheduled_maintenances":[],"status":{"indicator":"none","description":"All Systems Operational"}}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Verdict.Up, "operational")]
    [InlineData(Verdict.Degraded, "degraded_performance")]
    [InlineData(Verdict.Partial, "partial_outage")]
    [InlineData(Verdict.Down, "major_outage")]
    [InlineData(Verdict.Maintenance, "under_maintenance")]
    [InlineData(Verdict.Unknown, "degraded_performance")]
    public void Each_verdict_has_its_word(Verdict verdict, string status) =>
        Summary(Snapshot(Component(verdict))).GetProperty("components")[0].GetProperty("status").GetString().ShouldBe(status);

    [Theory]
    [InlineData("", "none", "All Systems Operational")]
    [InlineData("Up Maintenance", "none", "Service Under Maintenance")]
    [InlineData("Up Unknown", "minor", "Status Partly Unknown")]
    [InlineData("Up Partial", "minor", "Minor Service Outage")]
    [InlineData("Up Down", "major", "Partial System Outage")]
    [InlineData("Down Down", "critical", "Major Service Outage")]
    public void The_page_has_an_indicator(string verdicts, string indicator, string description)
    {
        var status = Summary(Snapshot(verdicts)).GetProperty("status");

        (status.GetProperty("indicator").GetString(), status.GetProperty("description").GetString()).ShouldBe((indicator, description));
    }

    [Fact]
    public void Paused_components_are_left_out_and_the_others_numbered()
    {
        var components = Summary(Snapshot("Up Paused Down")).GetProperty("components").EnumerateArray().ToList();

        components.Select(c => (c.GetProperty("name").GetString(), c.GetProperty("position").GetInt32())).ShouldBe([("c0", 1), ("c2", 2)]);
    }

    [Fact]
    public void The_status_alone_is_page_and_status()
    {
        var json = JsonDocument.Parse(StatuspageSummary.Status(Snapshot("Down"), Age, "https://status.example.com/status/shop")).RootElement;

        json.EnumerateObject().Select(p => p.Name).ShouldBe(["page", "status"]);
    }

    private static JsonElement Summary(PageSnapshot snapshot) => JsonDocument.Parse(StatuspageSummary.Summary(snapshot, Age, "https://x.example.com/")).RootElement;
}
