using System.Globalization;
using System.Text;
using System.Text.Json;
using static StatusHawk.Core.Alerting.MailLayout;

namespace StatusHawk.Core.Alerting.Channels;

/// <summary>An alert as a mail: the same facts in text and in HTML.</summary>
internal static class EmailRendering
{
    public static Mail Of(Alert alert, IReadOnlyList<string> to)
    {
        var headline = Alerts.Headline(alert);
        var facts = Facts(alert).ToArray();
        return new Mail(to, OneLine($"[StatusHawk] {headline}"), Text(headline, facts, alert.PageUrl), Html(alert, headline, facts), alert.IncidentId);
    }

    private static IEnumerable<(string Name, string Value)> Facts(Alert alert)
    {
        if (alert.Target.Length > 0) yield return ("What", alert.Target);
        if (alert.Regions.Count > 0) yield return (alert.EndedAt is null ? "Down in" : "Was down in", string.Join(", ", alert.Regions));
        if (alert.Error is { } error) yield return ("Error", $"{error.Message} ({JsonNamingPolicy.CamelCase.ConvertName(error.Error.ToString())})");
        yield return ("Since", Time(alert.StartedAt));
        if (alert.EndedAt is { } ended)
        {
            yield return ("Until", Time(ended));
            yield return ("Lasted", Duration.Words(ended - alert.StartedAt));
        }

        yield return ("Incident", alert.IncidentId);
    }

    private static string Text(string headline, (string Name, string Value)[] facts, string? pageUrl)
    {
        var text = new StringBuilder(headline).Append("\n\n");
        foreach (var (name, value) in facts) text.Append(CultureInfo.InvariantCulture, $"{name + ":",-12} {OneLine(value)}\n");
        if (pageUrl is not null) text.Append(CultureInfo.InvariantCulture, $"\nStatus page: {pageUrl}\n");
        return text.Append("\n-- \nStatusHawk\n").ToString();
    }

    // Colours that hold on a light and on a dark ground, for readers that know nothing of colour schemes.
    private static string Html(Alert alert, string headline, (string Name, string Value)[] facts)
    {
        var colour = alert.IsTest ? Blue : AlertPolicy.Begins(alert.Kind) ? "#b3141d" : "#116329";
        var html = Begin(headline, colour).Append("<table role=\"presentation\" style=\"border-collapse:collapse\">\n");
        foreach (var (name, value) in facts)
            html.Append(CultureInfo.InvariantCulture, $"<tr><th style=\"padding:4px 16px 4px 0;text-align:left;vertical-align:top;font-weight:600\">{Encoded(name)}</th><td style=\"padding:4px 0\">{Encoded(value)}</td></tr>\n");
        html.Append("</table>\n");
        if (alert.PageUrl is { } url) html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encoded(url)}\">Status page</a></p>\n");
        return End(html);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
