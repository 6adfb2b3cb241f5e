using System.Globalization;
using System.Text.Json;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.StatusPages;

/// <summary>
/// A page in the format of Atlassian Statuspage's public API v2. The format cannot say "we do not know": a component whose verdict is unknown is called
/// degraded, so that nobody is told of a recovery that nobody saw. Paused components are left out.
/// </summary>
public static class StatuspageSummary
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary><c>summary.json</c>.</summary>
    /// <param name="snapshot">What the page says.</param>
    /// <param name="age">Its instant is the page's <c>updated_at</c>.</param>
    /// <param name="pageUrl">The page's own address.</param>
    public static byte[] Summary(PageSnapshot snapshot, DataAge age, string pageUrl) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Page = Page(snapshot, age, pageUrl),
            Components = snapshot.Components.Where(c => c.Verdict != Verdict.Paused).Select((component, index) => Component(snapshot, component, index + 1)),
            Incidents = StatuspageIncidents.Unresolved(snapshot, pageUrl),
            ScheduledMaintenances = Array.Empty<object>(),
            Status = Status(snapshot),
        },
        Json);

    /// <summary><c>status.json</c>.</summary>
    public static byte[] Status(PageSnapshot snapshot, DataAge age, string pageUrl) =>
        JsonSerializer.SerializeToUtf8Bytes(new { Page = Page(snapshot, age, pageUrl), Status = Status(snapshot) }, Json);

    /// <summary><c>incidents.json</c>, or <c>incidents/unresolved.json</c>.</summary>
    public static byte[] Incidents(PageSnapshot snapshot, DataAge age, string pageUrl, bool onlyUnresolved) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Page = Page(snapshot, age, pageUrl),
            Incidents = onlyUnresolved ? StatuspageIncidents.Unresolved(snapshot, pageUrl) : StatuspageIncidents.All(snapshot, pageUrl),
        },
        Json);

    private static object Page(PageSnapshot snapshot, DataAge age, string pageUrl) =>
        new { Id = snapshot.PageId, Name = snapshot.Title, Url = pageUrl, TimeZone = "Etc/UTC", UpdatedAt = Time(age.At) };

    internal static object Component(PageSnapshot snapshot, PageComponent component, int position) => new
    {
        Id = component.MonitorId,
        component.Name,
        Status = Status(component.Verdict),
        CreatedAt = Time(component.CreatedAt),
        UpdatedAt = Time(component.Since),
        Position = position,
        Description = (string?)null,
        Showcase = true,
        StartDate = component.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        GroupId = (string?)null,
        snapshot.PageId,
        Group = false,
        OnlyShowIfDegraded = false,
    };

    private static object Status(PageSnapshot snapshot)
    {
        var state = OverallStates.Of(snapshot);
        var indicator = state switch
        {
            OverallState.Unknown or OverallState.Minor => "minor",
            OverallState.PartialOutage => "major",
            OverallState.MajorOutage => "critical",
            _ => "none",
        };
        return new { Indicator = indicator, Description = state.Words() };
    }

    private static string Status(Verdict verdict) => verdict switch
    {
        Verdict.Up => "operational",
        Verdict.Partial => "partial_outage",
        Verdict.Down => "major_outage",
        Verdict.Maintenance => "under_maintenance",
        _ => "degraded_performance",
    };

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
