using StatusHawk.Local.Target;

namespace StatusHawk.EndToEnd.Incidents;

/// <summary>What one place sees and the others do not.</summary>
public sealed class RegionalIssueTests(StackFixture fixture)
{
    [Fact]
    public async Task One_region_of_three_is_shown_and_not_told()
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await using var receiver = await Receiver.StartAsync();
        await using var target = await OwnTarget.StartAsync();
        await client.ReadyAsync();
        await client.CreateWebhookAsync(receiver.Url());
        var id = await client.CreateMonitorAsync(target.Site.ShopUrl, "Shop unseen from eu");
        await client.BecomesAsync(id, "up");

        target.Site.Break(new(BreakKind.Drop, For: "region eu"));
        await client.BecomesAsync(id, "partial");
        await client.ComponentBecomesAsync(id, "partial_outage");
        (await client.VoteAsync(id, "eu")).ShouldBe("down");
        (await client.VoteAsync(id, "us")).ShouldBe("up");
        await Task.Delay(TimeSpan.FromSeconds(25));

        (await client.VerdictAsync(id)).ShouldBe("partial");
        (await client.IncidentsAsync(id)).ShouldBeEmpty();
        receiver.Told(id).ShouldBeEmpty();
        await client.PostAsync(id, "pause");
    }
}
