using System.Diagnostics;
using System.Net;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class CheckRunnerTimeoutTests
{
    public static TheoryData<string, CheckPhase, string> Hangs => new()
    {
        { nameof(Behaviour.Hang), CheckPhase.FirstByte, "Waited 1 s: the connection stands, but no answer came." },
        { nameof(Behaviour.HangOnAccept), CheckPhase.FirstByte, "Waited 1 s: the connection stands, but no answer came." },
        { nameof(Behaviour.SlowEndlessHeaders), CheckPhase.FirstByte, "Waited 1 s: the connection stands, but no answer came." },
        { nameof(Behaviour.Drip), CheckPhase.FirstByte, "Waited 1 s: the connection stands, but no answer came." },
        { nameof(Behaviour.HangInBody), CheckPhase.Transfer, "Waited 1 s: the answer began, but did not end." },
    };

    [Theory]
    [MemberData(nameof(Hangs))]
    public async Task A_target_that_hangs_costs_only_the_timeout(string behaviour, CheckPhase phase, string message)
    {
        await using var target = FlakyTarget.Start();
        target.Behave((Behaviour)typeof(Behaviour).GetProperty(behaviour)!.GetValue(null)!);
        var begun = Stopwatch.GetTimestamp();

        var result = await Runner(Options(retries: 1)).RunAsync(Check(target.Url, timeoutSeconds: 1));

        Stopwatch.GetElapsedTime(begun).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence!.Error.ShouldBe(ErrorClass.Timeout);
        result.Evidence.Phase.ShouldBe(phase);
        result.Evidence.Message.ShouldBe(message);
        result.Evidence.Address.ShouldBe("127.0.0.1");
        result.Evidence.Attempts.ShouldBe(1);
        result.Timings.Total.ShouldBeGreaterThan(800);
        target.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_handshake_that_hangs_is_a_timeout_in_tls()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.HangOnAccept);

        var result = await Runner().RunAsync(Check(new UriBuilder(target.Url) { Scheme = "https" }.Uri, timeoutSeconds: 1));

        result.Evidence!.Error.ShouldBe(ErrorClass.Timeout);
        result.Evidence.Phase.ShouldBe(CheckPhase.Tls);
        result.Timings.Tls.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task A_resolver_that_hangs_and_cannot_be_cancelled_is_a_timeout()
    {
        var never = new TaskCompletionSource<IPAddress[]>();
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => never.Task);

        var result = await Runner(probes: Probe(dialer: dialer)).RunAsync(Check(new Uri("http://slow.example/"), timeoutSeconds: 1));

        result.Evidence!.Error.ShouldBe(ErrorClass.Timeout);
        result.Evidence.Phase.ShouldBe(CheckPhase.Resolve);
        result.Evidence.Address.ShouldBeNull();
    }

    [Fact]
    public async Task A_retry_cut_short_does_not_hide_the_failure_before_it()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.First(1, Behaviour.Status(503), Behaviour.Hang));

        var evidence = (await Runner(Options(retries: 1)).RunAsync(Check(target.Url, timeoutSeconds: 1))).Evidence!;

        evidence.Error.ShouldBe(ErrorClass.Status);
        evidence.StatusCode.ShouldBe(503);
        evidence.Attempts.ShouldBe(2);
    }
}
