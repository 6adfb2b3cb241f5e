using StatusHawk.Local.Mail;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Incidents;

/// <summary>An outage as people live it: told once, on every channel, and told again when it is over.</summary>
public sealed class OutageToldTests(StackFixture fixture)
{
    [Fact]
    public async Task A_target_that_refuses_is_told_once_by_webhook_and_once_by_mail_and_so_is_its_recovery()
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await using var receiver = await Receiver.StartAsync();
        using var ports = PortBlock.Reserve();
        await using var target = SwitchTarget.Start(ports.Base);
        await client.ReadyAsync();
        var (_, secret) = await client.CreateWebhookAsync(receiver.Url());
        receiver.Trust(secret);
        await client.CreateEmailAsync("night@example.com");
        var id = await client.CreateMonitorAsync(target.Url, "Shop that refuses");
        await client.BecomesAsync(id, "up");

        target.Refuse();
        await Eventually.BecomesTrueAsync(() => receiver.Told(id).Count > 0, "the outage is told");
        await client.ComponentBecomesAsync(id, "major_outage");
        var down = receiver.Taken().Single(received => received.MonitorId == id);
        down.IsSigned.ShouldBeTrue();
        down.Type.ShouldBe("incident.down");

        // Two of three are enough to be told; the third may have found it in time or not.
        string[] regions = [.. down.Body["data"]!["regions"]!.AsArray().Select(region => (string)region!)];
        regions.Length.ShouldBeInRange(2, 3);
        regions.ShouldBeSubsetOf(stack.Ports.Regions);
        ((string)down.Body["data"]!["error"]!["class"]!).ShouldBe("refused");

        var incident = (await client.IncidentsAsync(id)).ShouldHaveSingleItem();
        ((string)incident["status"]!).ShouldBe("investigating");
        await Eventually.BecomesTrueAsync(
            async () => (await client.SummaryAsync())["incidents"]!.AsArray().Any(open => (string)open!["id"]! == (string)incident["id"]!), "the page tells of the incident");

        target.Serve();
        await Eventually.BecomesTrueAsync(() => receiver.Told(id).Count > 1, "the recovery is told");
        await client.ComponentBecomesAsync(id, "operational");
        await Eventually.BecomesTrueAsync(() => Mails(stack, "Shop that refuses").Count == 2, "both mails are there");

        // What could still come twice has had its time: another look of the watchdog and of the lifecycle.
        await Task.Delay(TimeSpan.FromSeconds(12));
        receiver.Told(id).ShouldBe(["incident.down", "incident.recovered"]);
        var mails = Mails(stack, "Shop that refuses");
        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(mail => mail.To.Single() == "night@example.com" && mail.Headers["References"] == mails[0].Headers["References"]);
        mails[0].PlainText!.ShouldContain(string.Join(", ", regions));
        var timeline = (await client.IncidentAsync((string)incident["id"]!))["timeline"]!.AsArray();
        timeline.Select(entry => (string?)entry!["status"]).ShouldBe(["investigating", "resolved"]);
        (await client.PageAsync()).ShouldContain("Shop that refuses is down");
    }

    private static IReadOnlyList<CaughtMail> Mails(LocalStack stack, string about) =>
        [.. stack.Mail.Messages.Where(mail => mail.Subject.Contains(about, StringComparison.Ordinal))];
}
