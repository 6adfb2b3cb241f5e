using StatusHawk.Core.Checks;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Checks;

/// <summary><c>kill -9</c> at any moment: no round counts twice, and none is lost that the design does not call unknown.</summary>
public sealed class KillTests
{
    private const int IntervalSeconds = 10;

    [Fact]
    public async Task A_pipeline_that_is_killed_over_and_over_misses_no_round()
    {
        await using var stack = await StackFixture.StartAsync("kill-pipeline", Stacks.Quick);
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        var id = await WatchAsync(client, stack);

        for (var i = 0; i < 4; i++)
        {
            await Task.Delay(Random.Shared.Next(0, 5_000));
            await stack.Pipeline.KillAsync();
            await stack.Pipeline.StartAsync();
        }

        var last = Slot.Of(DateTimeOffset.UtcNow);
        foreach (var region in stack.Ports.Regions)
        {
            await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(id, region))[^1] > last, $"{region} reports again");
            await Eventually.BecomesTrueAsync(async () => Gaps(await log.SlotsAsync(id, region)).Length == 0, $"no slot of {region} is missing or there twice");
        }

        await client.BecomesAsync(id, "up");
    }

    [Fact]
    public async Task A_probe_that_is_killed_loses_no_more_than_what_it_held_and_harms_no_other_region()
    {
        await using var stack = await StackFixture.StartAsync("kill-probe", Stacks.Quick);
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        var id = await WatchAsync(client, stack);

        var killed = Slot.Of(DateTimeOffset.UtcNow);
        await stack.Probe("eu").KillAsync();
        await stack.Probe("eu").StartAsync();

        await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(id, "eu"))[^1] > killed + TimeSpan.FromSeconds(3 * IntervalSeconds), "eu reports again");
        Gaps(await log.SlotsAsync(id, "eu")).ShouldAllBe(gap => gap.After >= killed - TimeSpan.FromSeconds(2 * IntervalSeconds) && gap.Seconds <= 3 * IntervalSeconds);
        foreach (var region in new[] { "us", "asia" }) Gaps(await log.SlotsAsync(id, region)).ShouldBeEmpty();
        (await client.VerdictAsync(id)).ShouldBe("up");
    }

    [Fact]
    public async Task Everything_killed_at_once_starts_again_where_it_was()
    {
        await using var stack = await StackFixture.StartAsync("kill-all", Stacks.Quick);
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        var id = await WatchAsync(client, stack);
        var before = await log.SlotsAsync(id, "eu");

        await Task.WhenAll(stack.Parts.Select(part => part.KillAsync()));
        foreach (var part in stack.Parts) await part.StartAsync();

        await client.ReadyAsync();
        var back = Slot.Of(DateTimeOffset.UtcNow);
        await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(id, "eu"))[^1] > back + TimeSpan.FromSeconds(IntervalSeconds), "rounds are recorded again");
        var after = await log.SlotsAsync(id, "eu");
        after.Take(before.Length).ShouldBe(before); // nothing that was stored is lost, or there twice
        Gaps(after).ShouldAllBe(gap => gap.Seconds > 0 && gap.After < back);
        await client.BecomesAsync(id, "up");

        stack.Target.Break(new());
        await client.BecomesAsync(id, "down");
    }

    [Fact]
    public async Task Any_other_process_that_is_killed_takes_nothing_along_that_was_stored()
    {
        await using var stack = await StackFixture.StartAsync("kill-others", Stacks.Quick);
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        var id = await WatchAsync(client, stack);
        foreach (var part in new[] { stack.Api, stack.Cosmos, stack.Azurite })
        {
            var before = await log.SlotsAsync(id, "eu");

            await part.KillAsync();
            await part.StartAsync();

            await client.ReadyAsync();
            var back = Slot.Of(DateTimeOffset.UtcNow);
            await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(id, "eu"))[^1] > back + TimeSpan.FromSeconds(IntervalSeconds), $"rounds are recorded again after {part.Name} was killed");
            (await log.SlotsAsync(id, "eu")).Take(before.Length).ShouldBe(before);
            await client.BecomesAsync(id, "up");
        }

        stack.Target.Break(new());
        await client.BecomesAsync(id, "down");
    }

    private static async Task<string> WatchAsync(StackClient client, LocalStack stack)
    {
        await client.ReadyAsync();
        var id = await client.CreateMonitorAsync(stack.Target.ShopUrl, intervalSeconds: IntervalSeconds);
        await client.BecomesAsync(id, "up");
        await using var log = new StackLog(stack);
        foreach (var region in stack.Ports.Regions)
            await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(id, region)).Length >= 2, $"{region} reports");
        return id;
    }

    /// <summary>Where two neighbouring slots are not one interval apart: more is a gap, nothing is a slot that counted twice.</summary>
    private static (Slot After, long Seconds)[] Gaps(Slot[] slots) =>
    [
        .. slots.Zip(slots.Skip(1), (a, b) => (After: a, Seconds: b.EpochSeconds - a.EpochSeconds)).Where(step => step.Seconds != IntervalSeconds),
    ];
}
