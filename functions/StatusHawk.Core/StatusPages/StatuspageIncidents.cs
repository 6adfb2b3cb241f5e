using System.Globalization;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.StatusPages;

/// <summary>Incidents in the format of Atlassian Statuspage's public API v2.</summary>
internal static class StatuspageIncidents
{
    public static IEnumerable<object> All(PageSnapshot snapshot, string pageUrl) => snapshot.Incidents.Select(incident => Of(incident, snapshot, pageUrl));

    public static IEnumerable<object> Unresolved(PageSnapshot snapshot, string pageUrl) =>
        snapshot.Incidents.Where(incident => incident.Status != IncidentStatus.Resolved).Select(incident => Of(incident, snapshot, pageUrl));

    private static object Of(PageIncident incident, PageSnapshot snapshot, string pageUrl) => new
    {
        incident.Id,
        Name = incident.Title,
        Status = Word(incident.Status),
        CreatedAt = Time(incident.StartedAt),
        UpdatedAt = Time(incident.Updates.Count > 0 ? incident.Updates[^1].At : incident.StartedAt),
        MonitoringAt = incident.Updates.FirstOrDefault(update => update.Status == IncidentStatus.Monitoring) is { } monitoring ? Time(monitoring.At) : null,
        ResolvedAt = incident.ResolvedAt is { } resolved ? Time(resolved) : null,
        Impact = Word(incident.Impact),
        Shortlink = $"{pageUrl}#{incident.Id}",
        StartedAt = Time(incident.StartedAt),
        snapshot.PageId,
        IncidentUpdates = incident.Updates.Select((update, index) => Update(incident, update, index)).Reverse(),
        Components = snapshot.Components.Index().Where(component => incident.MonitorIds.Contains(component.Item.MonitorId))
            .Select(component => StatuspageSummary.Component(snapshot, component.Item, component.Index + 1)),
        ReminderIntervals = (string?)null,
    };

    private static object Update(PageIncident incident, PageUpdate update, int index) => new
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{incident.Id}-{index + 1}"),
        Status = Word(update.Status),
        Body = update.Message,
        IncidentId = incident.Id,
        CreatedAt = Time(update.At),
        UpdatedAt = Time(update.At),
        DisplayAt = Time(update.At),
        AffectedComponents = (object?)null,
        DeliverNotifications = true,
        CustomTweet = (string?)null,
        TweetId = (string?)null,
    };

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset time) => StatuspageSummary.Time(time);
}
