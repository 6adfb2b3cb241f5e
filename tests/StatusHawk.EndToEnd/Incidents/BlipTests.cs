using System.Diagnostics;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Incidents;

/// <summary>What is too short to be an outage.</summary>
public sealed class BlipTests
{
    // All targets are on one host, and those that hang would keep the others' checks waiting until their blips are over.
    private static StackOptions Crowded(StackOptions options) => options with
    {
        Environment = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["*"] = new Dictionary<string, string> { ["Probe__MaxConcurrencyPerHost"] = "200" } },
    };

    [Fact]
    public async Task Of_120_blips_of_3_seconds_at_random_phases_none_is_told()
    {
        const int Targets = 24;
        const int BlipsEach = 5;
        await using var stack = await StackFixture.StartAsync("blips", Crowded);
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

                // Two blips that two checks in a row meet are an outage, as far as anyone can tell.
                await Task.Delay(TimeSpan.FromSeconds(12));
            }

            return most;
        }));
        await Task.Delay(TimeSpan.FromSeconds(15));

        // On a machine that stood still meanwhile a blip was longer than it was meant to be.
        var blinked = ids.Where((_, i) => longest[i] < TimeSpan.FromSeconds(3.5)).ToHashSet();
        blinked.Count.ShouldBeGreaterThan(Targets / 2);

        // The test is worth something only if checks met blips.
        var hit = 0;
        foreach (var id in ids) hit += (await log.EntriesAsync(id)).SelectMany(entry => entry.Results).Count(result => result.MonitorId == id && result.Evidence is not null);
        hit.ShouldBeGreaterThan(10);
        (await log.IncidentsAsync()).Where(incident => blinked.Contains(incident.MonitorIds[0])).ShouldBeEmpty();
        foreach (var id in blinked) (await client.VerdictAsync(id)).ShouldBe("up");
        foreach (var target in targets) await target.DisposeAsync();
    }
}
