using System.Net;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class HttpProbeTlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("site.example")]
    public async Task A_valid_certificate_is_up_and_each_check_shakes_hands_anew(string host)
    {
        await using var target = FlakyTarget.Start(_certificates.For(host));

        for (var i = 0; i < 2; i++) (await TryAsync(target.At("/", host))).Outcome.ShouldBe(Outcome.Up);

        target.Connections.ShouldBe(2);
        target.Requests[0].ShouldStartWith("GET / HTTP/1.1");
    }

    [Fact]
    public async Task An_expired_certificate_is_told_with_its_date()
    {
        await using var target = FlakyTarget.Start(_certificates.For("site.example", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));

        (await FailureAsync(target.At("/", "site.example"))).Message.ShouldBe("The certificate expired on 2026-03-01.");
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_told()
    {
        await using var target = FlakyTarget.Start(_certificates.For("other.example"));

        (await FailureAsync(target.At("/", "site.example"))).Message.ShouldBe("The certificate is not valid for this host name.");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_told()
    {
        using var strangers = new TestCertificates();
        await using var target = FlakyTarget.Start(strangers.For("site.example"));

        (await FailureAsync(target.At("/", "site.example"))).Message.ShouldContain("not signed by a trusted authority");
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_certificate_is_told()
    {
        using var strangers = new TestCertificates();
        await using var target = FlakyTarget.Start(strangers.For("other.example", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));

        var message = (await FailureAsync(target.At("/", "site.example"))).Message;

        message.ShouldContain("expired on 2026-03-01");
        message.ShouldContain("not valid for this host name");
        message.ShouldContain("not signed by a trusted authority");
        message.Length.ShouldBeLessThanOrEqualTo(Evidence.MaxMessageLength);
    }

    [Fact]
    public async Task A_connection_closed_in_the_handshake_is_a_tls_failure()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.CloseOnAccept);

        await FailureAsync(new UriBuilder(target.Url) { Scheme = "https" }.Uri);
    }

    [Fact]
    public async Task A_port_that_does_not_speak_tls_is_a_tls_failure()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.GarbageOnAccept);

        await FailureAsync(new UriBuilder(target.Url) { Scheme = "https" }.Uri);
    }

    private async Task<Evidence> FailureAsync(Uri url)
    {
        var result = await TryAsync(url);
        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence!.Error.ShouldBe(ErrorClass.Tls);
        result.Evidence.Phase.ShouldBe(CheckPhase.Tls);
        result.Evidence.Address.ShouldBe("127.0.0.1");
        return result.Evidence;
    }

    private Task<CheckResult> TryAsync(Uri url)
    {
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), new CertificateTrust([_certificates.Root], TimeProvider.System));
        return Probe(dialer: dialer).TryAsync(Check(url), TestContext.Current.CancellationToken).WaitAsync(Generous);
    }
}
