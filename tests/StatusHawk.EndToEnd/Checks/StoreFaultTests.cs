using System.Collections.Concurrent;
using System.Net.Http.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Checks;

/// <summary>The stores fail in every way that they have, for a minute each: nothing is lost that was taken, nothing counts twice, and nobody is told what is not so.</summary>
public sealed class StoreFaultTests
{
    private const int IntervalSeconds = 10;

    // Azurite writes its files every five seconds: killed, it may forget what it was told last. Azure's queues forget nothing.
    private static readonly TimeSpan Forgets = TimeSpan.FromSeconds(15);

    // The timers' lock was in Azurite, too: it is asked for every 15 seconds, and the scheduler wakes every ten.
    private static readonly TimeSpan Resumes = TimeSpan.FromSeconds(30);

    /// <summary>A minute in all; where chance lets some requests through, the others are sent again.</summary>
    private static readonly (object Rule, TimeSpan For)[] CosmosFaults =
    [
        (new { operation = "*", status = 429, retryAfterMs = 400, probability = 0.95 }, TimeSpan.FromSeconds(20)),
        (new { operation = "*", status = 503 }, TimeSpan.FromSeconds(15)),
        (new { operation = "*", drop = "before", probability = 0.8 }, TimeSpan.FromSeconds(8)),
        (new { operation = "*", drop = "after", probability = 0.8 }, TimeSpan.FromSeconds(7)),
        (new { operation = "*", delayMs = 8_000 }, TimeSpan.FromSeconds(10)),
    ];

    [Fact]
    public async Task Stores_that_throttle_fail_hang_and_go_away_for_a_minute_each_lose_nothing_and_call_nobody_down()
    {
        await using var stack = await StackFixture.StartAsync("store-faults", Stacks.Quick);
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await using var receiver = await Receiver.StartAsync();
        using var ports = PortBlock.Reserve();
        await using var broken = SwitchTarget.Start(ports.Base);
        await client.ReadyAsync();
        receiver.Trust((await client.CreateWebhookAsync(receiver.Url())).Secret);
        string[] well = [await client.CreateMonitorAsync(stack.Target.ShopUrl, "Well", intervalSeconds: IntervalSeconds), await client.CreateMonitorAsync(stack.Target.ShopUrl, "Well too", intervalSeconds: IntervalSeconds)];
        var ill = await client.CreateMonitorAsync(broken.Url, "Ill", intervalSeconds: IntervalSeconds);
        foreach (var id in well.Append(ill)) await client.BecomesAsync(id, "up");
        broken.Refuse();
        await Eventually.BecomesTrueAsync(() => receiver.Told(ill).Count == 1, "the outage is told");
        foreach (var id in well) await Eventually.BecomesTrueAsync(async () => (await log.LiveAsync(id))!.Votes.Values.All(vote => vote.Vote == VoteValue.Up), "all regions say up");
        var began = Slot.Of(DateTimeOffset.UtcNow);
        await using var watch = new Watch(log, [.. well, ill]);

        foreach (var (rule, lasts) in CosmosFaults)
        {
            await SetFaultsAsync(stack, rule);
            await Task.Delay(lasts);
        }

        await SetFaultsAsync(stack);
        var mended = Slot.Of(DateTimeOffset.UtcNow);
        foreach (var region in stack.Ports.Regions)
            await Eventually.BecomesTrueAsync(async () => Missing(await log.SlotsAsync(well[0], region), began, mended).Length == 0, $"no slot of {region} is missing after Cosmos failed");
        watch.Seen(well[0]).ShouldBe([Verdict.Up]);

        await stack.Azurite.KillAsync();
        var gone = Slot.Of(DateTimeOffset.UtcNow);
        await Task.Delay(TimeSpan.FromMinutes(1));
        await stack.Azurite.StartAsync();
        var back = Slot.Of(DateTimeOffset.UtcNow);
        broken.Serve();

        foreach (var region in stack.Ports.Regions)
            await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(well[0], region))[^1] > back + TimeSpan.FromSeconds(IntervalSeconds), $"{region} reports again");
        foreach (var id in well.Append(ill)) await client.BecomesAsync(id, "up");
        await Eventually.BecomesTrueAsync(() => receiver.Told(ill).Count == 2, "its end is told");

        foreach (var id in well)
        {
            watch.Seen(id).ShouldBeSubsetOf([Verdict.Up, Verdict.Unknown]);
            receiver.Told(id).ShouldBeEmpty();
            foreach (var region in stack.Ports.Regions)
            {
                var slots = await log.SlotsAsync(id, region);
                slots.ShouldBe(slots.Distinct());
                Missing(slots, began, slots[^1]).ShouldNotBeEmpty();
                Missing(slots, began, slots[^1]).ShouldAllBe(slot => slot > gone - Forgets && slot < back + Resumes);
            }
        }

        watch.Seen(ill)[0].ShouldBe(Verdict.Down);
        watch.Seen(ill).ShouldBeSubsetOf([Verdict.Down, Verdict.Unknown, Verdict.Up, Verdict.Partial]);
        receiver.Told(ill).ShouldBe(["incident.down", "incident.recovered"]);
        (await log.IncidentsAsync()).ShouldHaveSingleItem().MonitorIds.ShouldBe([ill]);
        (await log.PoisonedAsync()).ShouldBe(0);
    }

    /// <summary>The slots between two times that are not there.</summary>
    private static Slot[] Missing(Slot[] slots, Slot from, Slot upTo)
    {
        var there = slots.ToHashSet();
        var phase = slots[0].EpochSeconds % IntervalSeconds;
        return
        [
            .. Enumerable.Range(0, (int)(upTo.EpochSeconds - from.EpochSeconds))
                .Select(second => from + TimeSpan.FromSeconds(second))
                .Where(slot => slot.EpochSeconds % IntervalSeconds == phase && !there.Contains(slot)),
        ];
    }

    private static async Task SetFaultsAsync(LocalStack stack, params object[] rules)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
        using var answer = await client.PutAsJsonAsync(new Uri(stack.Cosmos.Address, "_emulator/faults"), rules);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Every verdict that holds of some monitors, in order, as far as the store tells while it fails.</summary>
    private sealed class Watch : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, List<Verdict>> _seen = new();
        private readonly CancellationTokenSource _over = new();
        private readonly Task _watching;

        public Watch(StackLog log, string[] ids) => _watching = Task.WhenAll(ids.Select(id => Task.Run(() => LookAsync(log, id))));

        /// <summary>Each once for as long as it lasted.</summary>
        public IReadOnlyList<Verdict> Seen(string id)
        {
            lock (_seen) return [.. _seen.GetValueOrDefault(id) ?? []];
        }

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _watching;
            _over.Dispose();
        }

        private async Task LookAsync(StackLog log, string id)
        {
            while (!_over.IsCancellationRequested)
            {
                try
                {
                    var verdict = (await log.LiveAsync(id))!.Verdict;
                    lock (_seen)
                    {
                        var seen = _seen.GetOrAdd(id, _ => []);
                        if (seen.Count == 0 || seen[^1] != verdict) seen.Add(verdict);
                    }
                }
                catch (StoreUnavailableException)
                {
                    // It fails for this one, too.
                }

                await Task.Delay(250, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
