using System.Net;
using System.Security.Cryptography.X509Certificates;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class CertificateTrustTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    // Certificates are made by the clock on the wall, and hold whole seconds.
    private readonly ManualClock _clock = new(new DateTimeOffset(DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero));
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public void The_same_certificates_are_judged_once()
    {
        var trust = Trust();
        using var certificate = _certificates.For("site.example");
        using var copy = X509CertificateLoader.LoadCertificate(certificate.RawData);

        var verdict = trust.Judge(certificate, []);

        verdict.Status.ShouldBe(X509ChainStatusFlags.NoError);
        verdict.Issuer.ShouldStartWith("StatusHawk test authority");
        verdict.LeafExpires.ShouldBe(new DateTimeOffset(certificate.NotAfter));
        trust.Judge(certificate, []).ShouldBeSameAs(verdict);
        trust.Judge(copy, []).ShouldBeSameAs(verdict);
    }

    [Fact]
    public void A_verdict_is_remembered_for_a_while_and_not_longer()
    {
        var trust = Trust();
        using var certificate = _certificates.For("site.example");
        var verdict = trust.Judge(certificate, []);
        verdict.Until.ShouldBe(_clock.GetUtcNow() + CertificateTrust.Remembered);

        _clock.Advance(CertificateTrust.Remembered - Moment);
        trust.Judge(certificate, []).ShouldBeSameAs(verdict);

        _clock.Advance(Moment);
        trust.Judge(certificate, []).ShouldNotBeSameAs(verdict);
    }

    [Fact]
    public void A_verdict_ends_when_the_certificate_does()
    {
        var trust = Trust();
        using var certificate = _certificates.For("site.example", _clock.GetUtcNow().AddMinutes(2));
        var verdict = trust.Judge(certificate, []);
        verdict.Until.ShouldBe(_clock.GetUtcNow().AddMinutes(2));

        _clock.Advance(TimeSpan.FromMinutes(2) - Moment);
        trust.Judge(certificate, []).ShouldBeSameAs(verdict);

        _clock.Advance(2 * Moment);
        trust.Judge(certificate, []).Status.ShouldBe(X509ChainStatusFlags.NotTimeValid);
    }

    [Fact]
    public void A_bad_verdict_ends_when_the_certificate_begins()
    {
        var trust = Trust();
        using var certificate = _certificates.For("site.example", _clock.GetUtcNow().AddDays(31).AddMinutes(2));
        var verdict = trust.Judge(certificate, []);
        verdict.Status.ShouldBe(X509ChainStatusFlags.NotTimeValid);
        verdict.Until.ShouldBe(_clock.GetUtcNow().AddMinutes(2));

        _clock.Advance(TimeSpan.FromMinutes(2) + Moment);
        trust.Judge(certificate, []).Status.ShouldBe(X509ChainStatusFlags.NoError);
    }

    [Fact]
    public void Other_intermediates_are_another_question()
    {
        var trust = Trust();
        using var certificate = _certificates.For("site.example");
        using var strangers = new TestCertificates();

        var alone = trust.Judge(certificate, []);
        var accompanied = trust.Judge(certificate, [strangers.Root]);

        accompanied.ShouldNotBeSameAs(alone);
        trust.Judge(certificate, [strangers.Root]).ShouldBeSameAs(accompanied);
        trust.Judge(certificate, []).ShouldBeSameAs(alone);
    }

    [Fact]
    public void An_authority_that_is_sent_along_is_not_trusted_for_it()
    {
        using var strangers = new TestCertificates();
        using var certificate = strangers.For("site.example");

        (Trust().Judge(certificate, [strangers.Root]).Status & X509ChainStatusFlags.UntrustedRoot).ShouldBe(X509ChainStatusFlags.UntrustedRoot);
    }

    [Fact]
    public void One_judge_does_not_remember_for_another()
    {
        using var strangers = new TestCertificates();
        using var certificate = strangers.For("site.example");

        new CertificateTrust([strangers.Root], _clock).Judge(certificate, []).Status.ShouldBe(X509ChainStatusFlags.NoError);

        Trust().Judge(certificate, []).Status.ShouldNotBe(X509ChainStatusFlags.NoError);
    }

    [Fact]
    public async Task A_wrong_host_name_is_found_although_the_certificates_are_known_to_be_good()
    {
        using var certificate = _certificates.For("site.example");
        await using var target = FlakyTarget.Start(certificate);
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), Trust());
        var runner = Runner(probes: Probe(dialer: dialer));

        (await runner.RunAsync(Check(target.At("/", "site.example")))).Outcome.ShouldBe(Outcome.Up);
        (await runner.RunAsync(Check(target.At("/", "other.example")))).Evidence!.Message.ShouldBe("The certificate is not valid for this host name.");
        (await runner.RunAsync(Check(target.At("/", "site.example")))).Outcome.ShouldBe(Outcome.Up);
    }

    [Fact]
    public async Task A_certificate_that_expires_between_two_checks_is_found()
    {
        using var certificate = _certificates.For("site.example", _clock.GetUtcNow().AddMinutes(2));
        await using var target = FlakyTarget.Start(certificate);
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), Trust());
        var runner = Runner(probes: Probe(dialer: dialer));

        (await runner.RunAsync(Check(target.At("/", "site.example")))).Outcome.ShouldBe(Outcome.Up);
        _clock.Advance(TimeSpan.FromMinutes(3));
        (await runner.RunAsync(Check(target.At("/", "site.example")))).Evidence!.Message.ShouldContain("expired on");
    }

    private CertificateTrust Trust() => new([_certificates.Root], _clock);
}
