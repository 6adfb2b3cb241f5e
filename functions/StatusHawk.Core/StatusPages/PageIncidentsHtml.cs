using System.Globalization;
using System.Net;
using System.Text;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.StatusPages;

/// <summary>The incidents of a page, for people: the open ones above the components, the past ones below, by day.</summary>
internal static class PageIncidentsHtml
{
    public static void Open(StringBuilder html, PageSnapshot snapshot)
    {
        var open = snapshot.Incidents.Where(incident => incident.Status != IncidentStatus.Resolved).ToList();
        if (open.Count == 0) return;
        html.Append("<section aria-labelledby=\"incidents\">\n<h2 id=\"incidents\">Open incidents</h2>\n");
        foreach (var incident in open) Incident(html, incident, snapshot);
        html.Append("</section>\n");
    }

    public static void Past(StringBuilder html, PageSnapshot snapshot)
    {
        html.Append("<section aria-labelledby=\"past\">\n<h2 id=\"past\">Past incidents</h2>\n");
        var days = snapshot.Incidents
            .Where(incident => incident.Status == IncidentStatus.Resolved)
            .GroupBy(incident => incident.StartedAt.UtcDateTime.Date)
            .OrderByDescending(day => day.Key)
            .ToList();
        if (days.Count == 0) html.Append(CultureInfo.InvariantCulture, $"<p>No incidents in the last {PageIncidents.ShownFor.TotalDays:0} days.</p>\n");
        foreach (var day in days)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h3 class=\"day\">{day.Key:d MMMM yyyy}</h3>\n");
            foreach (var incident in day) Incident(html, incident, snapshot);
        }

        html.Append("</section>\n");
    }

    private static void Incident(StringBuilder html, PageIncident incident, PageSnapshot snapshot)
    {
        html.Append($"<article id=\"{Text(incident.Id)}\" class=\"incident {Kind(incident)}\">\n<h4>{Text(incident.Title)}</h4>\n");
        string[] names = [.. snapshot.Components.Where(component => incident.MonitorIds.Contains(component.MonitorId)).Select(component => component.Name)];
        if (names.Length > 0) html.Append($"<p class=\"detail\">Affects {Text(string.Join(", ", names))}</p>\n");
        foreach (var update in incident.Updates.Reverse())
            html.Append($"<p><strong>{update.Status}</strong> <span class=\"message\">{Text(update.Message)}</span><br><span class=\"detail\">{Time(update.At)}</span></p>\n");
        html.Append("</article>\n");
    }

    private static string Kind(PageIncident incident) => incident switch
    {
        { Status: IncidentStatus.Resolved } => "none",
        { Impact: IncidentImpact.Critical or IncidentImpact.Major } => "bad",
        { Impact: IncidentImpact.Minor } => "fair",
        _ => "none",
    };

    private static string Time(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"<time datetime=\"{utc:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{utc:yyyy-MM-dd HH:mm:ss} UTC</time>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
