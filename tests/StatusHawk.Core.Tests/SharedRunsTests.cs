using StatusHawk.Testing;

namespace StatusHawk.Core.Tests;

public sealed class SharedRunsTests
{
    private readonly SharedRuns<int, int> _runs = new(TimeProvider.System);
    private readonly SemaphoreSlim _mayEnd = new(0);
    private readonly List<int[]> _ran = [];

    [Fact]
    public async Task Those_who_ask_while_a_run_is_under_way_share_the_next_one()
    {
        var first = RunAsync(1);
        await BeganAsync(1);
        var others = new[] { RunAsync(2), RunAsync(3), RunAsync(4) };
        _mayEnd.Release(2);

        (await first).ShouldBe(1);
        (await Task.WhenAll(others)).ShouldBe([3, 3, 3]);
        _ran.ShouldBe([[1], [2, 3, 4]]);
    }

    [Fact]
    public async Task A_run_that_fails_fails_those_who_shared_it_and_nobody_after()
    {
        var failing = _runs.RunAsync("key", [1], _ => throw new InvalidOperationException("This one."), default);
        await Should.ThrowAsync<InvalidOperationException>(() => failing);

        _mayEnd.Release();
        (await RunAsync(2)).ShouldBe(1);
    }

    [Fact]
    public async Task Runs_of_other_keys_do_not_wait()
    {
        var waiting = RunAsync(1);

        (await _runs.RunAsync("other", [7], items => Task.FromResult(items.Sum()), default)).ShouldBe(7);
        _mayEnd.Release();
        await waiting;
    }

    [Fact]
    public async Task Whoever_stops_waiting_does_not_end_the_run_of_the_others()
    {
        using var impatience = new CancellationTokenSource();
        var patient = RunAsync(1);
        var impatient = _runs.RunAsync("key", [2], WorkAsync, impatience.Token);
        await impatience.CancelAsync();
        _mayEnd.Release(2);

        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        (await patient).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Who_can_wait_shares_with_all_who_come_until_then()
    {
        var clock = new ManualClock();
        var runs = new SharedRuns<int, int>(clock);
        (await Patient(runs, 1)).ShouldBe(1);

        clock.Advance(TimeSpan.FromMilliseconds(400));
        var second = Patient(runs, 2);
        clock.Advance(TimeSpan.FromMilliseconds(599));
        var third = Patient(runs, 4);
        second.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        (await second).ShouldBe(6);
        (await third).ShouldBe(6);
    }

    [Fact]
    public async Task Who_cannot_wait_takes_all_who_do_along()
    {
        var runs = new SharedRuns<int, int>(new ManualClock());
        await Patient(runs, 1);
        var patient = Patient(runs, 2);

        (await runs.RunAsync("key", [4], items => Task.FromResult(items.Sum()), default)).ShouldBe(6);
        (await patient).ShouldBe(6);
    }

    [Fact]
    public async Task After_a_pause_a_run_begins_at_once()
    {
        var clock = new ManualClock();
        var runs = new SharedRuns<int, int>(clock);
        await Patient(runs, 1);
        clock.Advance(TimeSpan.FromSeconds(1));

        (await Patient(runs, 2)).ShouldBe(2);
        clock.Advance(TimeSpan.FromSeconds(60));
        (await Patient(runs, 3)).ShouldBe(3);
    }

    private static Task<int> Patient(SharedRuns<int, int> runs, int item) =>
        runs.RunAsync("key", [item], items => Task.FromResult(items.Sum()), TimeSpan.FromSeconds(1), default);

    private Task<int> RunAsync(int item) => _runs.RunAsync("key", [item], WorkAsync, default);

    private async Task<int> WorkAsync(IReadOnlyCollection<int> items)
    {
        lock (_ran) _ran.Add([.. items]);
        await _mayEnd.WaitAsync();
        return items.Count;
    }

    private async Task BeganAsync(int runs)
    {
        for (var i = 0; i < 500; i++)
        {
            lock (_ran)
            {
                if (_ran.Count >= runs) return;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("The run did not begin.");
    }
}
