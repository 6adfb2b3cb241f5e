using System.Security.Cryptography;
using System.Text;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>What a page can be read as.</summary>
public enum PageFormat
{
    Html,
    Summary,
    Status,
    Incidents,
    UnresolvedIncidents,
}

/// <summary>A page ready to send.</summary>
/// <param name="Body">UTF-8.</param>
/// <param name="ETag">Of the very bytes: it changes when, and only when, a reader would see something else.</param>
public sealed record RenderedPage(byte[] Body, string ETag)
{
    public static RenderedPage Of(PageFormat format, PageSnapshot snapshot, DataAge age, string pageUrl)
    {
        var body = format switch
        {
            PageFormat.Html => Encoding.UTF8.GetBytes(PageHtml.Render(snapshot, age)),
            PageFormat.Summary => StatuspageSummary.Summary(snapshot, age, pageUrl),
            PageFormat.Incidents => StatuspageSummary.Incidents(snapshot, age, pageUrl, onlyUnresolved: false),
            PageFormat.UnresolvedIncidents => StatuspageSummary.Incidents(snapshot, age, pageUrl, onlyUnresolved: true),
            _ => StatuspageSummary.Status(snapshot, age, pageUrl),
        };
        return new(body, $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"");
    }
}
