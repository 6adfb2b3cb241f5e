using System.Net;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class TcpProbeTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_port_that_takes_connections_is_up()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.HangOnAccept);

        var result = await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = target.Port });

        result.Outcome.ShouldBe(Outcome.Up);
        result.Facts!.Address.ShouldBe("127.0.0.1");
        await UntilAsync(() => target.Connections == 1);
    }

    [Fact]
    public async Task A_port_that_nothing_listens_at_is_refused()
    {
        var evidence = (await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = FlakyTarget.ClosedPort() })).Evidence!;

        evidence.Error.ShouldBe(ErrorClass.Refused);
        evidence.Phase.ShouldBe(CheckPhase.Connect);
    }

    public static TheoryData<string, string, string, ErrorClass?> Greetings => new()
    {
        { "found", "220 mail.example ESMTP\r\n", "220 ", null },
        { "found in the middle", "220 mail.example ESMTP\r\n", "ESMTP", null },
        { "found beyond ASCII", "Grüße aus 東京\r\n", "東京", null },
        { "another text", "554 go away\r\n", "220 ", ErrorClass.Timeout },
        { "nothing", "", "220 ", ErrorClass.Timeout },
        { "more than is read", new string('x', 70_000), "220 ", ErrorClass.TooLarge },
        { "beyond what is read", new string('x', 70_000) + "220 ", "220 ", ErrorClass.TooLarge },
        { "just before the end of what is read", new string('x', (64 * 1024) - 4) + "220 and more", "220 ", null },
    };

    [Theory]
    [MemberData(nameof(Greetings))]
    public async Task What_a_server_says_unasked_is_looked_through(string name, string greeting, string expect, ErrorClass? error)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Greet(greeting));

        var result = await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = target.Port, Expect = expect }, timeoutSeconds: error == ErrorClass.Timeout ? 1 : 20);

        (result.Evidence?.Error).ShouldBe(error, name);
    }

    [Fact]
    public async Task A_text_that_comes_in_pieces_is_found()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Repeat("22", "0 mail", TimeSpan.FromMilliseconds(50)));

        (await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = target.Port, SealedSend = Sealed("EHLO me\r\n\r\n"), Expect = "220 mail0 mail" })).Outcome.ShouldBe(Outcome.Up);
    }

    [Theory]
    [InlineData("", "The connection was closed before anything came.", null)]
    [InlineData("554 go away", "The connection was closed before the expected text came.", "554 go away")]
    public async Task A_server_that_closes_first_is_told_with_what_it_said(string said, string message, string? excerpt)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Cut(said));

        var evidence = (await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = target.Port, SealedSend = Sealed("HELO me\r\n\r\n"), Expect = "220" })).Evidence!;

        evidence.Error.ShouldBe(ErrorClass.Assertion);
        evidence.Message.ShouldBe(message);
        evidence.Answer!.Body.ShouldBe(excerpt);
    }

    [Fact]
    public async Task A_server_that_resets_is_told()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.ResetAfter(""));

        (await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = target.Port, SealedSend = Sealed("HELO me\r\n\r\n"), Expect = "220" })).Evidence!.Error.ShouldBe(ErrorClass.Reset);
    }

    [Fact]
    public async Task What_is_to_be_sent_is_sent_and_the_answer_is_looked_through()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Raw("+PONG\r\n"));

        (await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = target.Port, SealedSend = Sealed("PING now\r\n\r\n"), Expect = "PONG" })).Outcome.ShouldBe(Outcome.Up);

        target.Requests.ShouldHaveSingleItem().ShouldBe("PING now\r\n\r\n");
    }

    [Theory]
    [InlineData("AUTH hunter2222\r\n\r\n", "-ERR hunter2222 is no password\r\n")]
    [InlineData("AUTH hunter2222\r\n\r\n", "-ERR you said AUTH hunter2222\r\n\r\n, which is wrong")]
    [InlineData("AUTH user\thunter2222\r\n\r\n", "-ERR hunter2222 is no password\r\n")]
    public async Task What_was_sent_is_not_repeated_in_the_excerpt(string send, string answer)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Cut(answer));

        var evidence = (await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = target.Port, SealedSend = Sealed(send), Expect = "+OK" })).Evidence!;

        evidence.Answer!.Body.ShouldNotBeNull().ShouldContain("-ERR");
        evidence.Answer.Body!.ShouldNotContain("hunter2222");
    }

    [Fact]
    public async Task What_cannot_be_unsealed_makes_the_check_inconclusive()
    {
        await using var target = FlakyTarget.Start();

        var result = await RunAsync(new TcpTarget { Host = "127.0.0.1", Port = target.Port, SealedSend = ProbingSetup.Sealer.Seal("PING", "mon_another") });

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Error.ShouldBe(ErrorClass.Internal);
        target.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("site.example", false, null)]
    [InlineData("other.example", false, ErrorClass.Tls)]
    [InlineData("other.example", true, null)]
    public async Task A_certificate_must_be_for_the_host_unless_any_will_do(string certificate, bool ignore, ErrorClass? error)
    {
        await using var target = FlakyTarget.Start(_certificates.For(certificate));
        target.Behave(Behaviour.Raw("+PONG\r\n"));

        var result = await RunAsync(new TcpTarget
        {
            Host = "site.example",
            Port = target.Port,
            Tls = true,
            IgnoreCertificateErrors = ignore,
            SealedSend = Sealed("PING now\r\n\r\n"),
            Expect = "PONG",
        });

        (result.Evidence?.Error).ShouldBe(error);
        if (error is null) result.Facts!.TlsVersion.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_port_that_does_not_speak_tls_is_a_tls_failure()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.GarbageOnAccept);

        (await RunAsync(new TcpTarget { Host = "site.example", Port = target.Port, Tls = true })).Evidence!.Error.ShouldBe(ErrorClass.Tls);
    }

    [Theory]
    [InlineData("[BODY] contains ESMTP", null)]
    [InlineData("[BODY] contains Postfix", ErrorClass.Assertion)]
    [InlineData("[IP] == 127.0.0.1", null)]
    [InlineData("[RESPONSE_TIME] < 20s", null)]
    [InlineData("[STATUS] == 200", ErrorClass.Assertion)]
    public async Task Conditions_are_judged_by_what_came(string assertion, ErrorClass? error)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Greet("220 mail.example ESMTP\r\n"));

        var check = CheckOf(new TcpTarget { Host = "127.0.0.1", Port = target.Port, Expect = "220" }) with { Assertions = [assertion] };

        ((await Runner(probes: Probe()).RunAsync(check)).Evidence?.Error).ShouldBe(error);
    }

    private static string Sealed(string text) => ProbingSetup.Sealer.Seal(text, MonitorId);

    private static CheckSpec CheckOf(TcpTarget target, int timeoutSeconds = 20) => new() { MonitorId = MonitorId, Kind = MonitorKind.Tcp, TimeoutSeconds = timeoutSeconds, Tcp = target };

    private Task<CheckResult> RunAsync(TcpTarget target, int timeoutSeconds = 20) => Runner(probes: Probe()).RunAsync(CheckOf(target, timeoutSeconds));

    private TcpProbe Probe() => new(
        ProbingSetup.Sealer,
        TimeProvider.System,
        new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), new CertificateTrust([_certificates.Root], TimeProvider.System)));
}
