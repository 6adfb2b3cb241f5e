using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class CanariesTests
{
    private static Uri Dead => new($"http://127.0.0.1:{FlakyTarget.ClosedPort()}/");

    [Fact]
    public async Task A_failure_while_every_canary_fails_too_is_inconclusive()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Status(500));

        var result = await Runner(With(Dead, Dead)).RunAsync(Check(target.Url));

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Error.ShouldBe(ErrorClass.Canary);
        result.Evidence.Message.ShouldBe("This region's canaries fail too, so the fault is on its side. The answer is 500 Internal Server Error.");
        result.Evidence.StatusCode.ShouldBe(500);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task One_canary_that_answers_anything_leaves_the_fault_with_the_target(int status)
    {
        await using var canary = FlakyTarget.Start();
        canary.Behave(Behaviour.Status(status));

        (await Runner(With(Dead, canary.Url)).RunAsync(Check(Dead))).Outcome.ShouldBe(Outcome.Down);
    }

    [Fact]
    public async Task Canaries_may_be_private_where_targets_may_not()
    {
        await using var canary = FlakyTarget.Start();
        var options = With(canary.Url);
        options.AllowPrivateTargets = false;

        (await Runner(options).RunAsync(Check(Dead))).Evidence!.Error.ShouldBe(ErrorClass.Blocked);
        canary.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_check_that_is_up_asks_no_canary()
    {
        await using var target = FlakyTarget.Start();
        await using var canary = FlakyTarget.Start();

        await Runner(With(canary.Url)).RunAsync(Check(target.Url));

        canary.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task One_that_answers_is_enough_and_the_hanging_others_are_not_waited_for()
    {
        await using var canary = FlakyTarget.Start();
        await using var hanging = FlakyTarget.Start();
        hanging.Behave(Behaviour.Hang);
        var options = With(hanging.Url, canary.Url);
        options.CanaryTimeout = TimeSpan.FromHours(1);

        (await new Canaries(options, TimeProvider.System).AllFailAsync(default).WaitAsync(Generous)).ShouldBeFalse();
    }

    [Fact]
    public async Task Canaries_that_hang_fail_at_their_own_timeout()
    {
        await using var hanging = FlakyTarget.Start();
        hanging.Behave(Behaviour.Hang);
        var options = With(hanging.Url);
        options.CanaryTimeout = TimeSpan.FromMilliseconds(300);

        (await new Canaries(options, TimeProvider.System).AllFailAsync(default).WaitAsync(Generous)).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_at_once_ask_once_and_the_answer_is_believed_until_it_is_stale()
    {
        await using var canary = FlakyTarget.Start();
        var gate = new TaskCompletionSource();
        canary.Behave(Behaviour.After(gate.Task, Behaviour.Ok));
        var clock = new SteppedClock();
        var options = With(canary.Url);
        var canaries = new Canaries(options, clock);

        var asking = Enumerable.Range(0, 20).Select(_ => canaries.AllFailAsync(default)).ToList();
        await UntilAsync(() => canary.Answering == 1);
        gate.SetResult();
        (await Task.WhenAll(asking).WaitAsync(Generous)).ShouldAllBe(fail => !fail);

        canary.Behave(Behaviour.CloseBeforeAnswer);
        clock.Step(options.CanaryFreshness - TimeSpan.FromMilliseconds(1));
        (await canaries.AllFailAsync(default).WaitAsync(Generous)).ShouldBeFalse();
        canary.Requests.Count.ShouldBe(1);

        clock.Step(TimeSpan.FromMilliseconds(1));
        (await canaries.AllFailAsync(default).WaitAsync(Generous)).ShouldBeTrue();
        canary.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_stops_waiting_does_not_stop_the_question()
    {
        await using var canary = FlakyTarget.Start();
        var gate = new TaskCompletionSource();
        canary.Behave(Behaviour.After(gate.Task, Behaviour.Ok));
        var canaries = new Canaries(With(canary.Url), TimeProvider.System);
        using var cancel = new CancellationTokenSource();
        var quitter = canaries.AllFailAsync(cancel.Token);
        var patient = canaries.AllFailAsync(default);

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(quitter);
        gate.SetResult();

        (await patient.WaitAsync(Generous)).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_canaries_failures_are_the_targets() => (await new Canaries(Options(), TimeProvider.System).AllFailAsync(default)).ShouldBeFalse();

    [Theory]
    [InlineData("example.com")]
    [InlineData("ftp://example.com/")]
    public void A_canary_that_is_no_url_is_refused_at_start(string url) =>
        Should.Throw<ArgumentException>(() => new Canaries(new ProbeOptions { Canaries = [url] }, TimeProvider.System)).Message.ShouldContain(url);

    private static ProbeOptions With(params Uri[] canaries)
    {
        var options = Options();
        options.Canaries = [.. canaries.Select(uri => uri.ToString())];
        return options;
    }

    /// <summary>Stands still but for its steps; its timers are the system's.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Step(TimeSpan step) => Interlocked.Add(ref _ticks, step.Ticks);

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);
    }
}
