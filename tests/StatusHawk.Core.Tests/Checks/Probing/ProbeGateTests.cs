using StatusHawk.Core.Checks.Probing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class ProbeGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_is_forgotten_when_nobody_runs_or_waits_for_it()
    {
        var gate = new ProbeGate(10, 1);
        var first = await gate.EnterAsync("a", Token);
        var second = gate.EnterAsync("A", Token);
        using (await gate.EnterAsync("b", Token)) gate.Hosts.ShouldBe(2);

        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        gate.Hosts.ShouldBe(1);
        (await second.WaitAsync(Generous)).Dispose();
        gate.Hosts.ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(10, 1)]
    public async Task One_that_stops_waiting_leaves_its_turn_to_the_next(int overall, int perHost)
    {
        var gate = new ProbeGate(overall, perHost);
        var first = await gate.EnterAsync("a", Token);
        using var cancel = new CancellationTokenSource();
        var quitter = gate.EnterAsync("a", cancel.Token);
        var next = gate.EnterAsync("a", Token);

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(quitter);
        first.Dispose();

        (await next.WaitAsync(Generous)).Dispose();
        gate.Hosts.ShouldBe(0);
    }

    [Fact]
    public async Task Giving_a_place_back_twice_gives_one_back()
    {
        var gate = new ProbeGate(10, 1);
        var first = await gate.EnterAsync("a", Token);
        first.Dispose();
        first.Dispose();

        using var second = await gate.EnterAsync("a", Token);
        gate.EnterAsync("a", Token).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_bound_of_all_hosts_together_holds()
    {
        var gate = new ProbeGate(2, 2);
        using var first = await gate.EnterAsync("a", Token);
        var second = await gate.EnterAsync("b", Token);
        var third = gate.EnterAsync("c", Token);
        third.IsCompleted.ShouldBeFalse();

        second.Dispose();

        (await third.WaitAsync(Generous)).Dispose();
    }

    [Fact]
    public async Task Many_at_once_never_exceed_a_bound_and_all_get_through()
    {
        var gate = new ProbeGate(8, 3);
        var inside = new int[5];
        var overall = 0;
        var peakOfHost = 0;
        var peak = 0;
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(async () =>
        {
            using (await gate.EnterAsync($"host{i % 5}", Token))
            {
                Raise(ref peakOfHost, Interlocked.Increment(ref inside[i % 5]));
                Raise(ref peak, Interlocked.Increment(ref overall));
                await Task.Yield();
                Interlocked.Decrement(ref overall);
                Interlocked.Decrement(ref inside[i % 5]);
            }
        }))).WaitAsync(Generous);

        peakOfHost.ShouldBeLessThanOrEqualTo(3);
        peak.ShouldBeLessThanOrEqualTo(8);
        gate.Hosts.ShouldBe(0);
    }

    private static void Raise(ref int peak, int now)
    {
        for (var seen = Volatile.Read(ref peak); now > seen; seen = Volatile.Read(ref peak)) Interlocked.CompareExchange(ref peak, now, seen);
    }
}
