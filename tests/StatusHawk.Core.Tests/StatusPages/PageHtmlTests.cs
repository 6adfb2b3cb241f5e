using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.StatusPages;
using static StatusHawk.Core.Tests.StatusPages.Pages;

namespace StatusHawk.Core.Tests.StatusPages;

public class PageHtmlTests
{
    private static readonly DataAge Fresh = new(Now, AgeBand.Fresh);

    [Theory]
    [InlineData("Up Up", "good", "All Systems Operational")]
    [InlineData("Up Paused", "good", "All Systems Operational")]
    [InlineData("Up Maintenance", "planned", "Service Under Maintenance")]
    [InlineData("Up Unknown", "none", "Status Partly Unknown")]
    [InlineData("Up Degraded", "fair", "Minor Service Outage")]
    [InlineData("Unknown Partial", "fair", "Minor Service Outage")]
    [InlineData("Up Down", "fair", "Partial System Outage")]
    [InlineData("Down Down", "bad", "Major Service Outage")]
    [InlineData("Down Paused", "bad", "Major Service Outage")]
    [InlineData("Paused", "none", "Nothing is monitored yet")]
    [InlineData("", "none", "Nothing is monitored yet")]
    public void The_banner_says_the_worst_that_holds(string verdicts, string kind, string words) =>
        PageHtml.Render(Snapshot(verdicts), Fresh).ShouldContain($"<p class=\"banner {kind}\" role=\"status\">{words}</p>");

    [Theory]
    [InlineData(Verdict.Up, "Operational")]
    [InlineData(Verdict.Degraded, "Degraded performance")]
    [InlineData(Verdict.Partial, "Partial outage")]
    [InlineData(Verdict.Down, "Down")]
    [InlineData(Verdict.Unknown, "Unknown")]
    [InlineData(Verdict.Paused, "Paused")]
    [InlineData(Verdict.Maintenance, "Under maintenance")]
    public void Every_state_is_said_in_words(Verdict verdict, string words)
    {
        var html = PageHtml.Render(Snapshot(Component(verdict)), Fresh);

        html.ShouldContain($">{words}</p>");
        html.ShouldContain($"data-verdict=\"{verdict.ToString().ToLowerInvariant()}\"");
        html.ShouldContain("since <time datetime=\"2026-08-01T11:03:05Z\">2026-08-01 11:03:05 UTC</time>");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</title></style><b>")]
    [InlineData("&lt;b&gt;")]
    [InlineData("'onclick='x")]
    public void Hostile_texts_stay_texts(string hostile)
    {
        var plain = PageHtml.Render(Snapshot(Component(Verdict.Down, "Web", "eu")) with { Title = "Shop" }, Fresh);
        var html = PageHtml.Render(Snapshot(Component(Verdict.Down, hostile, hostile)) with { Title = hostile }, Fresh);

        Tags(html).ShouldBe(Tags(plain));
    }

    [Fact]
    public void Regions_are_named_when_it_is_down_there() =>
        PageHtml.Render(Snapshot(Component(Verdict.Partial, "Web", "eu", "us")), Fresh).ShouldContain("Down in eu, us");

    [Fact]
    public void A_page_without_components_says_so() => PageHtml.Render(Snapshot(), Fresh).ShouldContain("This page has no components yet.");

    [Theory]
    [InlineData(AgeBand.Minutes, "more than three minutes ago")]
    [InlineData(AgeBand.Hours, "more than an hour ago")]
    [InlineData(AgeBand.Days, "more than a day ago")]
    public void Old_data_is_announced_and_called_the_last_known(AgeBand band, string ago)
    {
        var html = PageHtml.Render(Snapshot("Up"), new(Now, band));

        html.ShouldContain("role=\"alert\"");
        html.ShouldContain("Not updated since <time datetime=\"2026-08-01T12:03:05Z\">2026-08-01 12:03:05 UTC</time>, " + ago);
        html.ShouldContain("Last known: All Systems Operational");
    }

    [Fact]
    public void Fresh_data_says_when_and_nothing_more()
    {
        var html = PageHtml.Render(Snapshot("Up"), Fresh);

        html.ShouldContain("Updated <time datetime=\"2026-08-01T12:03:05Z\">2026-08-01 12:03:05 UTC</time>");
        html.ShouldNotContain("role=\"alert\"");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_policy_allows_the_style_that_the_page_has_and_no_script(bool found)
    {
        var html = found ? PageHtml.Render(Snapshot("Up"), Fresh) : PageHtml.NotFound();
        var style = Regex.Match(html, "<style>(.*)</style>", RegexOptions.Singleline).Groups[1].Value;

        PageHtml.ContentSecurityPolicy.ShouldContain($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("style=\"");
        style.ShouldContain("prefers-color-scheme: dark");
    }

    private static string Tags(string html) => string.Concat(Regex.Matches(html[html.IndexOf("</style>", StringComparison.Ordinal)..], "<[^>]*>").Select(m => Regex.Match(m.Value, "^</?[a-z0-9]+").Value + "|"));
}
