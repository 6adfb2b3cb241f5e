using StatusHawk.Core.Checks;

namespace StatusHawk.EndToEnd.Checks;

/// <summary>A stack of its own, whose parts are stopped one after another: what is left must go on, and say what it does not know.</summary>
public sealed class AbsenceTests
{
    [Fact]
    public async Task Each_app_may_be_away_and_nothing_is_called_down_for_it()
    {
        await using var stack = await StackFixture.StartAsync("absence", Stacks.Quick);
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await using var target = await OwnTarget.StartAsync();
        await client.ReadyAsync();
        var id = await client.CreateMonitorAsync(target.Site.ShopUrl);
        await client.BecomesAsync(id, "up");
        await client.ComponentBecomesAsync(id, "operational");

        // One region's probe: its vote expires, the verdict stays.
        await stack.Probe("asia").StopAsync();
        await Eventually.BecomesTrueAsync(async () => await client.VoteAsync(id, "asia") == "none", "asia's vote expires");
        await client.BecomesAsync(id, "up");

        // All probes: nobody knows.
        await Task.WhenAll(stack.Probe("eu").StopAsync(), stack.Probe("us").StopAsync());
        await client.BecomesAsync(id, "unknown");
        await client.ComponentBecomesAsync(id, "degraded_performance");
        (await client.PageAsync()).ShouldNotContain("Outage");

        // They come back.
        await Task.WhenAll(new[] { "eu", "us", "asia" }.Select(region => stack.Probe(region).StartAsync()));
        await client.BecomesAsync(id, "up");
        await client.ComponentBecomesAsync(id, "operational");

        // Api away: checks go on.
        await stack.Api.StopAsync();
        var before = (await log.SlotsAsync(id, "eu"))[^1];
        await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(id, "eu"))[^1] > before + TimeSpan.FromSeconds(10), "rounds are recorded without Api");
        await stack.Api.StartAsync();

        // Pipeline away: the page is served, and says how old it is.
        await stack.Pipeline.StopAsync();
        var page = await client.PageAsync();
        page.ShouldContain("Shop");
        page.ShouldContain("Updated");

        // The outage that nobody could see meanwhile is seen when it is back.
        target.Site.Break(new());
        await stack.Pipeline.StartAsync();
        await client.BecomesAsync(id, "down");
    }

    [Fact]
    public async Task A_region_whose_canaries_fail_abstains()
    {
        await using var stack = await StackFixture.StartAsync("canaries", Stacks.Quick);
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await client.ReadyAsync();
        var id = await client.CreateMonitorAsync(stack.Target.ShopUrl);
        await client.BecomesAsync(id, "up");
        foreach (var region in stack.Ports.Regions) await Eventually.BecomesTrueAsync(async () => await client.VoteAsync(id, region) == "up", $"{region} says up");

        stack.Target.BreakCanary(new(Local.Target.BreakKind.Drop, For: "region eu"));
        stack.Target.Break(new(For: "region eu"));

        await Eventually.BecomesTrueAsync(async () => await client.VoteAsync(id, "eu") == "none", "eu abstains");

        // Two regions are enough to know. A vote that came late on a slow machine is unknown for a moment, and never down.
        await client.BecomesAsync(id, "up");
        (await client.IncidentsAsync(id)).ShouldBeEmpty();
        (await log.EntriesAsync(id)).Where(entry => entry.Region == "eu").SelectMany(entry => entry.Results).ShouldNotContain(result => result.Outcome == Outcome.Down);
    }
}
