using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.StatusPages;

/// <summary>The public page for people: no script, and every text of a person's encoded.</summary>
public static class PageHtml
{
    /// <summary>What the page may do in a browser: show its own style, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PageStyle.Css)))}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Render(PageSnapshot snapshot, DataAge age)
    {
        var html = new StringBuilder();
        Begin(html, snapshot.Title);
        html.Append($"<link rel=\"alternate\" type=\"application/json\" title=\"Status as JSON\" href=\"/status/{Text(snapshot.Slug)}/api/v2/summary.json\">\n</head>\n<body>\n");
        html.Append($"<header><h1>{Text(snapshot.Title)}</h1></header>\n<main>\n");
        if (age.IsOld) html.Append($"<p class=\"notice\" role=\"alert\"><strong>Not updated since {Time(age.At)}, {Ago(age.Band)} ago.</strong> What is shown here may no longer hold.</p>\n");
        Banner(html, snapshot, age);
        PageIncidentsHtml.Open(html, snapshot);
        Components(html, snapshot);
        PageIncidentsHtml.Past(html, snapshot);
        html.Append($"</main>\n<footer><p>Updated {Time(age.At)}</p></footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>For an address at which there is no page.</summary>
    public static string NotFound()
    {
        var html = new StringBuilder();
        Begin(html, "No such page");
        html.Append("</head>\n<body>\n<main><h1>There is no status page here</h1><p>Check the address: a page can be moved by its owner.</p></main>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void Begin(StringBuilder html, string title) => html.Append(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Text(title)}</title>
        <link rel="icon" href="data:,">
        <style>{PageStyle.Css}</style>

        """);

    private static void Banner(StringBuilder html, PageSnapshot snapshot, DataAge age)
    {
        var state = OverallStates.Of(snapshot);
        var (kind, words) = state == OverallState.Nothing ? ("none", "Nothing is monitored yet") : (Kind(state), state.Words());
        html.Append($"<p class=\"banner {kind}\" role=\"status\">{(age.IsOld ? "Last known: " : "")}{words}</p>\n");
    }

    private static void Components(StringBuilder html, PageSnapshot snapshot)
    {
        html.Append("<section aria-labelledby=\"components\">\n<h2 id=\"components\">Components</h2>\n");
        if (snapshot.Components.Count == 0) html.Append("<p>This page has no components yet.</p>\n");
        else
        {
            html.Append("<ul>\n");
            foreach (var component in snapshot.Components) Component(html, component);
            html.Append("</ul>\n");
        }

        html.Append("</section>\n");
    }

    private static void Component(StringBuilder html, PageComponent component)
    {
        html.Append($"<li data-verdict=\"{component.Verdict.ToString().ToLowerInvariant()}\"><h3>{Text(component.Name)}</h3>");
        html.Append($"<p class=\"state {Kind(component.Verdict)}\">{Words(component.Verdict)}</p><p class=\"detail\">");
        if (component.DownIn.Count > 0) html.Append($"Down in {Text(string.Join(", ", component.DownIn))} · ");
        html.Append($"since {Time(component.Since)}</p></li>\n");
    }

    private static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Up => "Operational",
        Verdict.Degraded => "Degraded performance",
        Verdict.Partial => "Partial outage",
        Verdict.Down => "Down",
        Verdict.Paused => "Paused",
        Verdict.Maintenance => "Under maintenance",
        _ => "Unknown",
    };

    private static string Kind(Verdict verdict) => verdict switch
    {
        Verdict.Up => "good",
        Verdict.Degraded or Verdict.Partial => "fair",
        Verdict.Down => "bad",
        Verdict.Maintenance => "planned",
        _ => "none",
    };

    private static string Kind(OverallState state) => state switch
    {
        OverallState.Operational => "good",
        OverallState.Minor or OverallState.PartialOutage => "fair",
        OverallState.MajorOutage => "bad",
        OverallState.Maintenance => "planned",
        _ => "none",
    };

    private static string Ago(AgeBand band) => band switch
    {
        AgeBand.Days => "more than a day",
        AgeBand.Hours => "more than an hour",
        _ => "more than three minutes",
    };

    private static string Time(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"<time datetime=\"{utc:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{utc:yyyy-MM-dd HH:mm:ss} UTC</time>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
