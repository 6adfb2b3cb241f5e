using System.Diagnostics;
using StatusHawk.Local.Ports;

namespace StatusHawk.EndToEnd.Incidents;

/// <summary>What must not wake anybody: blips, and the tenth time the same thing goes up and down.</summary>
public sealed class QuietTests(StackFixture fixture)
{
    [Fact]
    public async Task Of_120_blips_of_3_seconds_at_random_phases_none_is_told()
    {
        const int Targets = 24;
        const int BlipsEach = 5;
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        using var ports = PortBlock.Reserve();
        var targets = Enumerable.Range(0, Targets).Select(i => SwitchTarget.Start(ports.Base + i)).ToArray();
        await client.ReadyAsync();
        var ids = new List<string>();
        foreach (var target in targets) ids.Add(await client.CreateMonitorAsync(target.Url, "Blinking"));
        foreach (var id in ids) await client.BecomesAsync(id, "up");

        var longest = await Task.WhenAll(targets.Select(async (target, i) =>
        {
            var most = TimeSpan.Zero;
            for (var blip = 0; blip < BlipsEach; blip++)
            {
                await Task.Delay(Random.Shared.NextDouble() * TimeSpan.FromSeconds(10));
                var lasted = Stopwatch.StartNew();
                if (i % 2 == 0) target.Refuse();
                else target.Hang();
                await Task.Delay(TimeSpan.FromSeconds(3));
                target.Serve();
                most = lasted.Elapsed > most ? lasted.Elapsed : most;
                await Task.Delay(TimeSpan.FromSeconds(6));
            }

            return most;
        }));
        await Task.Delay(TimeSpan.FromSeconds(15));

        // On a machine that stood still meanwhile a blip was longer than it was meant to be.
        var blinked = ids.Where((_, i) => longest[i] < TimeSpan.FromSeconds(3.5)).ToHashSet();
        blinked.Count.ShouldBeGreaterThan(Targets / 2);

        // The test is worth something only if checks met blips.
        var hit = (await log.EntriesAsync(ids[0])).SelectMany(entry => entry.Results).Count(result => ids.Contains(result.MonitorId) && result.Evidence is not null);
        hit.ShouldBeGreaterThan(10);
        (await log.IncidentsAsync()).Where(incident => blinked.Contains(incident.MonitorIds[0])).ShouldBeEmpty();
        foreach (var id in blinked) (await client.VerdictAsync(id)).ShouldBe("up");
        foreach (var id in ids) await client.DeleteMonitorAsync(id);
        foreach (var target in targets) await target.DisposeAsync();
    }

    [Fact]
    public async Task Flapping_is_told_as_such_once_and_then_nothing_until_it_is_stable()
    {
        await using var stack = await StackFixture.StartAsync("flapping", options => Stacks.Quick(options) with
        {
            Environment = Stacks.With(Stacks.Quick(options).Environment, "pipeline", ("Incidents__FlappingTransitions", "2"), ("Incidents__StableAfter", "00:00:45")),
        });
        using var client = new StackClient(stack);
        await using var receiver = await Receiver.StartAsync();
        using var ports = PortBlock.Reserve();
        await using var target = SwitchTarget.Start(ports.Base);
        await client.ReadyAsync();
        await client.CreateWebhookAsync(receiver.Url());
        var id = await client.CreateMonitorAsync(target.Url);
        await client.BecomesAsync(id, "up");

        for (var time = 0; time < 3; time++)
        {
            target.Refuse();
            await client.BecomesAsync(id, "down");
            target.Serve();
            await client.BecomesAsync(id, "up");
            if (time == 0) await Eventually.BecomesTrueAsync(() => receiver.Told(id).Count == 2, "the first outage and its end are told");
        }

        await Eventually.BecomesTrueAsync(() => receiver.Told(id).Count == 4, "the end of flapping is told", TimeSpan.FromMinutes(4));
        receiver.Told(id).ShouldBe(["incident.down", "incident.recovered", "incident.flapping", "incident.recovered"]);
    }
}
