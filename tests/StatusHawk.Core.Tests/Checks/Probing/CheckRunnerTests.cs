using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class CheckRunnerTests
{
    [Theory]
    [InlineData(1, 1, Outcome.Up, 2)]
    [InlineData(2, 1, Outcome.Down, 2)]
    [InlineData(3, 3, Outcome.Up, 4)]
    [InlineData(1, 0, Outcome.Down, 1)]
    public async Task A_failed_check_is_tried_again_before_it_is_down(int failures, int retries, Outcome outcome, int attempts)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.First(failures, Behaviour.Status(500), Behaviour.Ok));

        var result = await Runner(Options(retries)).RunAsync(Check(target.Url));

        result.Outcome.ShouldBe(outcome);
        target.Connections.ShouldBe(attempts);
        if (outcome == Outcome.Down) result.Evidence!.Attempts.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_crowd_before_one_host_waits_its_turn_without_losing_time_of_its_own()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.After(TimeSpan.FromMilliseconds(1_200), Behaviour.Ok));
        var options = Options();
        options.MaxConcurrencyPerHost = 2;
        var runner = Runner(options);

        // Six of them, two at a time: the last begin after 2.4 s, end after 3.6 s, and have 3 s of their own.
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => runner.RunAsync(Check(target.Url, timeoutSeconds: 3))));

        results.ShouldAllBe(result => result.Outcome == Outcome.Up);
        target.PeakAnswering.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_finds_no_place_within_its_own_timeout_says_that_it_could_not_tell()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Hang);
        var options = Options();
        options.MaxConcurrencyPerHost = 1;
        var runner = Runner(options);

        var holder = runner.RunAsync(Check(target.Url, timeoutSeconds: 5));
        var waiter = await runner.RunAsync(Check(target.Url, timeoutSeconds: 1));

        waiter.Outcome.ShouldBe(Outcome.Inconclusive);
        waiter.Evidence!.Message.ShouldContain("no place was free");
        (await holder).Evidence!.Error.ShouldBe(ErrorClass.Timeout);
    }

    [Fact]
    public async Task Another_host_is_not_held_up_by_a_crowd()
    {
        await using var slow = FlakyTarget.Start();
        await using var fast = FlakyTarget.Start(address: System.Net.IPAddress.Parse("127.0.0.2"));
        var gate = new TaskCompletionSource();
        slow.Behave(Behaviour.After(gate.Task, Behaviour.Ok));
        var options = Options();
        options.MaxConcurrency = 3;
        options.MaxConcurrencyPerHost = 2;
        var runner = Runner(options);
        var crowd = Enumerable.Range(0, 6).Select(_ => runner.RunAsync(Check(slow.Url))).ToList();
        await UntilAsync(() => slow.Answering == 2);

        (await runner.RunAsync(Check(fast.Url))).Outcome.ShouldBe(Outcome.Up);

        crowd.ShouldAllBe(one => !one.IsCompleted);
        gate.SetResult();
        (await Task.WhenAll(crowd)).ShouldAllBe(result => result.Outcome == Outcome.Up);
    }

    [Theory]
    [InlineData(2, 500)] // no place before the host
    [InlineData(500, 2)] // no place at all
    public async Task An_opinion_finds_a_place_among_rounds_whose_targets_all_hang(int perHost, int overall)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Hang);
        var options = Options();
        options.MaxConcurrencyPerHost = perHost;
        options.MaxConcurrency = overall;
        var runner = Runner(options);
        using var end = new CancellationTokenSource();
        var rounds = Enumerable.Range(0, 10).Select(_ => runner.RunAsync(Check(target.Url, timeoutSeconds: 60), end.Token)).ToList();
        await UntilAsync(() => target.Answering == 2);
        target.Behave(Behaviour.Ok);

        var opinion = await runner.RunOpinionAsync(Check(target.Url), TestContext.Current.CancellationToken).WaitAsync(Generous);

        opinion.Outcome.ShouldBe(Outcome.Up);
        rounds.ShouldAllBe(round => !round.IsCompleted);
        await end.CancelAsync();
        foreach (var round in rounds) await Should.ThrowAsync<OperationCanceledException>(round);
    }

    [Fact]
    public async Task Opinions_are_bounded_too()
    {
        var options = Options();
        options.MaxConcurrencyPerHost = 2;
        var probe = new CountingProbe();
        var runner = Runner(options, probe);

        var opinions = Enumerable.Range(0, 6).Select(_ => runner.RunOpinionAsync(Check(new Uri("http://x.example")), TestContext.Current.CancellationToken)).ToArray();
        await UntilAsync(() => probe.Running == 2);
        probe.Go.SetResult();

        (await Task.WhenAll(opinions)).ShouldAllBe(result => result.Outcome == Outcome.Up);
        probe.Peak.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_kind_is_inconclusive()
    {
        var result = await Runner().RunAsync(Check(new Uri("http://x.example")) with { Kind = (MonitorKind)99 });

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Error.ShouldBe(ErrorClass.Internal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_probe_that_throws_makes_the_check_inconclusive(bool whenAskedForTheHost)
    {
        var result = await Runner(probes: new ThrowingProbe(whenAskedForTheHost)).RunAsync(Check(new Uri("http://x.example")));

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Error.ShouldBe(ErrorClass.Internal);
        result.Evidence.Message.ShouldBe("The check could not be run (InvalidOperationException).");
    }

    [Fact]
    public async Task A_check_without_a_sensible_timeout_is_inconclusive() =>
        (await Runner().RunAsync(Check(new Uri("http://x.example"), timeoutSeconds: -5))).Outcome.ShouldBe(Outcome.Inconclusive);

    [Fact]
    public async Task Only_the_callers_own_cancellation_is_thrown()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Hang);
        using var cancel = new CancellationTokenSource();
        var running = Runner().RunAsync(Check(target.Url), cancel.Token);
        await UntilAsync(() => target.Answering == 1);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running.WaitAsync(Generous));
    }

    // It counts by itself how many run: a target that counts is still at the end of one answer when the next question comes.
    private sealed class CountingProbe : IProbe
    {
        private readonly Lock _lock = new();

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public int Running { get; private set; }
        public int Peak { get; private set; }
        public MonitorKind Kind => MonitorKind.Http;

        public string Host(CheckSpec check) => "x";

        public async Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken)
        {
            lock (_lock) Peak = Math.Max(Peak, ++Running);
            await Go.Task.WaitAsync(cancellationToken);
            await Task.Yield();
            lock (_lock) Running--;
            return new() { MonitorId = check.MonitorId, Outcome = Outcome.Up };
        }
    }

    private sealed class ThrowingProbe(bool whenAskedForTheHost) : IProbe
    {
        public MonitorKind Kind => MonitorKind.Http;

        public string Host(CheckSpec check) => whenAskedForTheHost ? throw new InvalidOperationException("s3cret") : "x";

        public Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken) => throw new InvalidOperationException("s3cret");
    }
}
