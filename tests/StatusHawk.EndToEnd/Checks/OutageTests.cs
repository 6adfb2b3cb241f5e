using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Local.Target;

namespace StatusHawk.EndToEnd.Checks;

public sealed class OutageTests(StackFixture fixture)
{
    public static TheoryData<BreakKind, string> WaysToBreak => new() { { BreakKind.Status, "status" }, { BreakKind.Drop, "reset" }, { BreakKind.Hang, "timeout" } };

    [Theory]
    [MemberData(nameof(WaysToBreak))]
    public async Task A_target_that_breaks_is_down_everywhere_and_up_again_when_it_is_mended(BreakKind how, string error)
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await using var target = await OwnTarget.StartAsync();
        await client.ReadyAsync();
        var id = await client.CreateMonitorAsync(target.Site.ShopUrl, $"Breaks by {how}", timeoutSeconds: 2);
        await client.BecomesAsync(id, "up");
        await client.ComponentBecomesAsync(id, "operational");

        target.Site.Break(new Breakage(how));

        await client.BecomesAsync(id, "down");
        await client.ComponentBecomesAsync(id, "major_outage");
        (await log.LiveAsync(id))!.Verdict.ShouldBe(Verdict.Down);
        ((string?)(await client.ReadMonitorAsync(id))["votes"]!["eu"]!["error"]!["class"]).ShouldBe(error);
        (await client.PageAsync()).ShouldContain("Major Service Outage");

        target.Site.Mend();

        await client.BecomesAsync(id, "up");
        await client.ComponentBecomesAsync(id, "operational");
        (await log.LiveAsync(id))!.Votes.Values.ShouldAllBe(vote => vote.Vote == VoteValue.Up);
        await client.PostAsync(id, "pause");
    }

    [Fact]
    public async Task One_region_of_three_that_fails_is_a_regional_issue_and_no_outage()
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await using var target = await OwnTarget.StartAsync();
        await client.ReadyAsync();
        var id = await client.CreateMonitorAsync(target.Site.ShopUrl, "Fails for one");
        await client.BecomesAsync(id, "up");

        target.Site.Break(new Breakage(For: "region eu"));

        await client.BecomesAsync(id, "partial");
        await client.ComponentBecomesAsync(id, "partial_outage");
        (await client.VoteAsync(id, "eu")).ShouldBe("down");
        (await client.VoteAsync(id, "us")).ShouldBe("up");
        (await client.PageAsync()).ShouldContain("eu");

        target.Site.Mend();
        await client.BecomesAsync(id, "up");
        await client.PostAsync(id, "pause");
    }

    [Fact]
    public async Task A_paused_monitor_is_checked_no_more_and_a_resumed_one_at_once()
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await using var target = await OwnTarget.StartAsync();
        await client.ReadyAsync();
        var id = await client.CreateMonitorAsync(target.Site.ShopUrl, "Paused");
        await client.BecomesAsync(id, "up");

        await client.PostAsync(id, "pause");
        (await client.VerdictAsync(id)).ShouldBe("paused");
        await Eventually.BecomesTrueAsync(async () => (await log.LiveAsync(id))!.Verdict == Verdict.Paused, "the pipeline knows of the pause");

        target.Site.Break(new Breakage());
        await client.PostAsync(id, "resume");
        await client.BecomesAsync(id, "down");
        (await log.EntriesAsync(id)).ShouldContain(entry => entry.Kind == EntryKind.Opinion);
        await client.PostAsync(id, "pause");
    }
}
