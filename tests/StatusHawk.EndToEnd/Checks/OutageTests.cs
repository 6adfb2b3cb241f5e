using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Local.Target;

namespace StatusHawk.EndToEnd.Checks;

public sealed class OutageTests(StackFixture fixture)
{
    private static readonly (BreakKind How, string Error)[] WaysToBreak = [(BreakKind.Status, "status"), (BreakKind.Drop, "reset"), (BreakKind.Hang, "timeout")];

    [Fact]
    public async Task A_target_that_breaks_in_whatever_way_is_down_everywhere_and_up_again_when_it_is_mended() =>
        await Task.WhenAll(WaysToBreak.Select(way => BreakAndMendAsync(way.How, way.Error)));

    private async Task BreakAndMendAsync(BreakKind how, string error)
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
        var votes = (await client.ReadMonitorAsync(id))["votes"]!.AsObject();
        votes.Select(vote => (string?)vote.Value!["error"]?["class"]).ShouldContain(error);

        // The verdict comes first, the incident that it wants a moment later.
        await Eventually.BecomesTrueAsync(async () => (await client.PageAsync()).Contains($"Breaks by {how} is down", StringComparison.Ordinal), "the page tells of the incident");

        target.Site.Mend();

        await client.BecomesAsync(id, "up");
        await client.ComponentBecomesAsync(id, "operational");
        await Eventually.BecomesTrueAsync(async () => (await log.LiveAsync(id))!.Votes.Values.All(vote => vote.Vote == VoteValue.Up), "every region says up");
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
