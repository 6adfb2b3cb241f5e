using StatusHawk.Core.Alerting;
using StatusHawk.Core.Alerting.Channels;

namespace StatusHawk.Core.Tests.Alerting.Channels;

public sealed class EmailRenderingTests
{
    private static readonly Alert Down = Alerts.Of(Samples.Incident, Samples.Incident.Transitions[0], Samples.Webhook.Id, "https://status.example.com/status/acme");

    [Fact]
    public void Both_forms_say_what_where_why_and_since_when()
    {
        var mail = EmailRendering.Of(Down, ["a@example.com"]);

        mail.Subject.ShouldBe("[StatusHawk] Shop is down");
        foreach (var form in new[] { mail.Text, mail.Html })
        {
            form.ShouldContain("https://shop.example.com/");
            form.ShouldContain("eu, us");
            form.ShouldContain("Nothing listens. (refused)");
            form.ShouldContain("2026-03-01 12:00:00 UTC");
            form.ShouldContain("https://status.example.com/status/acme");
        }
    }

    [Fact]
    public void The_end_tells_how_long_it_was_in_the_same_thread()
    {
        var recovered = Alerts.Of(Samples.Incident, Samples.Transition(2, 'r', Samples.Now.AddMinutes(12)), Samples.Webhook.Id, null);
        var mail = EmailRendering.Of(recovered, ["a@example.com"]);

        mail.Subject.ShouldBe("[StatusHawk] Shop is up again after 12 min");
        mail.Text.ShouldContain("12 min");
        mail.Thread.ShouldBe(EmailRendering.Of(Down, ["a@example.com"]).Thread);
    }

    [Fact]
    public void A_hostile_name_is_text_and_nothing_else()
    {
        var mail = EmailRendering.Of(Down with { MonitorName = "<script>alert(1)</script>\r\nBcc: all@example.com", Target = "\"><img src=x>" }, ["a@example.com"]);

        mail.Html.ShouldNotContain("<script>");
        mail.Html.ShouldNotContain("<img");
        mail.Subject.ShouldNotContain('\n');
        mail.Subject.ShouldNotContain('\r');
    }

    [Fact]
    public void It_reads_in_the_dark_and_fetches_nothing()
    {
        var html = EmailRendering.Of(Down, ["a@example.com"]).Html;

        html.ShouldContain("color-scheme");
        html.ShouldNotContain("src=");
        html.ShouldNotContain("url(");
    }
}
