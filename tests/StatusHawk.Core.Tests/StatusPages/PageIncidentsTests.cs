using System.Text;
using System.Text.Json;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Tests.Alerting;

namespace StatusHawk.Core.Tests.StatusPages;

public sealed class PageIncidentsTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    [Fact]
    public void Open_ones_come_first_and_those_of_two_weeks_follow_the_latest_first()
    {
        var shown = PageIncidents.Of([Over("a", 20), Over("b", 3), Over("c", 1), Open("d", 40), Open("e", 1)], Now);

        shown.Select(incident => incident.Title).ShouldBe(["e", "d", "c", "b"]);
    }

    [Fact]
    public void A_page_has_bounds_however_much_happens()
    {
        var long_ = Open("long", 1) with { Timeline = [.. Enumerable.Range(0, 200).Select(i => Entry($"{i}" + new string('x', 4_990)))] };

        PageIncidents.Of([.. Enumerable.Range(0, 100).Select(i => Over($"{i}", 1))], Now).Count.ShouldBe(PageIncidents.MaxIncidents);
        PageIncidents.Of([long_], Now).Single().Updates.Count.ShouldBe(PageIncidents.MaxUpdates);
        PageIncidents.Of([.. Enumerable.Repeat(long_, 30)], Now).Sum(incident => incident.Updates.Sum(update => update.Message.Length)).ShouldBeLessThan(400_000);
    }

    [Fact]
    public void Nothing_private_is_public()
    {
        var incident = Open("Shop is down", 1) with
        {
            Timeline = [Entry("Public words."), Entry("Private words.") with { Status = null, By = "Kim" }, Entry("More.") with { By = "Kim" }],
        };
        var snapshot = SnapshotOf(incident);

        foreach (var text in new[] { JsonSerializer.Serialize(snapshot, StatusHawkJson.Options), Html(snapshot), Summary(snapshot) })
        {
            text.ShouldContain("Public words.");
            text.ShouldNotContain("Private words.");
            text.ShouldNotContain("Kim");
            text.ShouldNotContain("shop.example.com");
            text.ShouldNotContain("Nothing listens");
        }
    }

    [Fact]
    public void People_see_open_incidents_and_past_ones_by_day()
    {
        var html = Html(SnapshotOf(Open("Now <b>down</b>", 1), Over("Was down", 3)));

        html.ShouldContain("Open incidents");
        html.ShouldContain("Now &lt;b&gt;down&lt;/b&gt;");
        html.ShouldContain("26 February 2026");
        html.ShouldContain("Was down");
        Html(SnapshotOf()).ShouldContain("No incidents in the last 14 days.");
        Html(SnapshotOf()).ShouldNotContain("Open incidents");
    }

    [Fact]
    public void Tools_see_the_unresolved_in_statuspages_own_words()
    {
        using var summary = JsonDocument.Parse(Summary(SnapshotOf(Open("Shop is down", 1), Over("Was down", 3))));

        var incident = summary.RootElement.GetProperty("incidents").EnumerateArray().ShouldHaveSingleItem();
        incident.EnumerateObject().Select(field => field.Name).ShouldBe(
        [
            "id", "name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at", "impact", "shortlink", "started_at", "page_id", "incident_updates",
            "components", "reminder_intervals",
        ]);
        (incident.GetProperty("status").GetString(), incident.GetProperty("impact").GetString()).ShouldBe(("investigating", "major"));
        incident.GetProperty("incident_updates")[0].GetProperty("body").GetString().ShouldBe("We are looking into it.");
        incident.GetProperty("shortlink").GetString().ShouldBe("https://status.example.com/status/acme#" + incident.GetProperty("id").GetString());
        using var all = JsonDocument.Parse(StatuspageSummary.Incidents(SnapshotOf(Open("a", 1), Over("b", 3)), Age, "https://x", onlyUnresolved: false));
        all.RootElement.GetProperty("incidents").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData(IncidentImpact.None, OverallState.Nothing)]
    [InlineData(IncidentImpact.Minor, OverallState.Minor)]
    [InlineData(IncidentImpact.Major, OverallState.PartialOutage)]
    [InlineData(IncidentImpact.Critical, OverallState.MajorOutage)]
    public void What_people_announce_raises_the_banner(IncidentImpact impact, OverallState expected) =>
        OverallStates.Of(SnapshotOf(Open("a", 1) with { Impact = impact })).ShouldBe(expected);

    [Fact]
    public void A_snapshot_from_before_there_were_incidents_is_still_read()
    {
        var json = JsonSerializer.SerializeToNode(SnapshotOf(), StatusHawkJson.Options)!.AsObject();
        json.Remove("incidents");

        StatusHawkJson.Read<PageSnapshot>(json.ToJsonString()).Incidents.ShouldBeEmpty();
    }

    private static DataAge Age => new(Now, AgeBand.Fresh);

    private static string Html(PageSnapshot snapshot) => PageHtml.Render(snapshot, Age);

    private static string Summary(PageSnapshot snapshot) => Encoding.UTF8.GetString(StatuspageSummary.Summary(snapshot, Age, "https://status.example.com/status/acme"));

    private static PageSnapshot SnapshotOf(params Incident[] incidents) => new()
    {
        Slug = "acme",
        PageId = "page_aaaaaaaaaaaaaaaa",
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        Title = "Acme",
        UpdatedAt = Now,
        Components = [],
        Incidents = PageIncidents.Of(incidents, Now),
    };

    private static TimelineEntry Entry(string message) => new() { At = Now, Status = IncidentStatus.Investigating, Message = message };

    private static Incident Open(string title, int daysOld) => Samples.Incident with { Id = Ids.Of(Ids.Incident, title), Title = title, StartedAt = Now.AddDays(-daysOld) };

    private static Incident Over(string title, int daysOld) => Open(title, daysOld) with { Status = IncidentStatus.Resolved, ResolvedAt = Now.AddDays(-daysOld).AddMinutes(5) };
}
