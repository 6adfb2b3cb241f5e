using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class TlsProbeTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_good_certificate_is_up_and_told_of()
    {
        using var certificate = _certificates.For("site.example");

        var result = await RunAsync(certificate);

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        result.Facts!.CertificateExpires.ShouldBe(new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        result.Facts.CertificateIssuer.ShouldNotBeNull().ShouldStartWith("StatusHawk test authority");
        result.Facts.TlsVersion.ShouldBeOneOf("1.2", "1.3");
        result.Facts.Address.ShouldBe("127.0.0.1");
    }

    [Theory]
    [InlineData("other.example", 30, false, "is not valid for this host name")]
    [InlineData("site.example", -1, false, "expired on")]
    [InlineData("site.example", 40, false, "is not valid before")]
    [InlineData("site.example", 30, true, "is not signed by a trusted authority")]
    public async Task A_bad_certificate_is_told(string host, int days, bool strangers, string message)
    {
        using var others = new TestCertificates();
        using var certificate = (strangers ? others : _certificates).For(host, DateTimeOffset.UtcNow.AddDays(days));

        var evidence = (await RunAsync(certificate)).Evidence!;

        evidence.Error.ShouldBe(ErrorClass.Tls);
        evidence.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData(3, 7, false)]
    [InlineData(3, 2, true)]
    [InlineData(3, 0, true)]
    [InlineData(30, 29, true)]
    [InlineData(30, 31, false)]
    public async Task A_certificate_that_ends_too_soon_is_told_with_its_date(int days, int minDaysLeft, bool good)
    {
        var end = DateTimeOffset.UtcNow.AddDays(days).AddHours(1);
        using var certificate = _certificates.For("site.example", end);

        var result = await RunAsync(certificate, target => target with { MinDaysLeft = minDaysLeft });

        result.Outcome.ShouldBe(good ? Outcome.Up : Outcome.Down);
        if (good) return;
        result.Evidence!.Error.ShouldBe(ErrorClass.Tls);
        result.Evidence.Message.ShouldBe($"A certificate of the chain expires on {end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, in less than {minDaysLeft} days.");
    }

    [Fact]
    public async Task The_server_name_may_be_another_than_the_host()
    {
        using var certificate = _certificates.For("tenant.example");
        await using var target = FlakyTarget.Start(certificate);

        (await RunAsync(target, spec => spec with { ServerName = "tenant.example" })).Outcome.ShouldBe(Outcome.Up);
        (await RunAsync(target)).Evidence!.Error.ShouldBe(ErrorClass.Tls);

        // The client's handshake may be over before the server's.
        await UntilAsync(() => target.ServerNames.Count == 2);
        target.ServerNames.ShouldBe(["tenant.example", "site.example"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, null, true)]
    [InlineData(SslProtocols.Tls12, "1.2", true)]
    [InlineData(SslProtocols.Tls12, "1.3", false)]
    [InlineData(SslProtocols.Tls13, "1.2", true)]
    [InlineData(SslProtocols.Tls13, "1.3", true)]
    public async Task A_version_that_is_too_old_is_told(SslProtocols spoken, string? oldest, bool good)
    {
        using var certificate = _certificates.For("site.example");
        await using var target = FlakyTarget.Start(certificate, protocols: spoken);

        var result = await RunAsync(target, spec => spec with { MinVersion = oldest });

        result.Outcome.ShouldBe(good ? Outcome.Up : Outcome.Down, result.Evidence?.Message);
        result.Facts!.TlsVersion.ShouldBe(spoken == SslProtocols.Tls12 ? "1.2" : "1.3");
        if (!good) result.Evidence!.Message.ShouldBe("The server speaks TLS 1.2; 1.3 is the oldest version that is good enough.");
    }

    [Theory]
    [InlineData("[CERTIFICATE_EXPIRATION] > 20d", null)]
    [InlineData("[CERTIFICATE_EXPIRATION] > 40d", ErrorClass.Assertion)]
    public async Task Conditions_may_ask_for_time_that_is_left(string assertion, ErrorClass? error)
    {
        using var certificate = _certificates.For("site.example");
        await using var target = FlakyTarget.Start(certificate);

        ((await RunAsync(target, assertion: assertion)).Evidence?.Error).ShouldBe(error);
    }

    [Theory]
    [InlineData(nameof(Behaviour.CloseOnAccept))]
    [InlineData(nameof(Behaviour.ResetOnFirstByte))]
    [InlineData(nameof(Behaviour.GarbageOnAccept))]
    public async Task A_server_that_does_not_shake_hands_is_a_tls_failure(string behaviour)
    {
        await using var target = FlakyTarget.Start();
        target.Behave((Behaviour)typeof(Behaviour).GetProperty(behaviour)!.GetValue(null)!);

        (await RunAsync(target)).Evidence!.Error.ShouldBe(ErrorClass.Tls);
    }

    private async Task<CheckResult> RunAsync(X509Certificate2 certificate, Func<TlsTarget, TlsTarget>? change = null)
    {
        await using var target = FlakyTarget.Start(certificate);
        return await RunAsync(target, change);
    }

    private Task<CheckResult> RunAsync(FlakyTarget target, Func<TlsTarget, TlsTarget>? change = null, string? assertion = null)
    {
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), new CertificateTrust([_certificates.Root], TimeProvider.System));
        var tls = new TlsTarget { Host = "site.example", Port = target.Port };
        return Runner(probes: new TlsProbe(TimeProvider.System, dialer)).RunAsync(new CheckSpec
        {
            MonitorId = MonitorId,
            Kind = MonitorKind.Tls,
            TimeoutSeconds = 20,
            Tls = change?.Invoke(tls) ?? tls,
            Assertions = assertion is null ? null : [assertion],
        });
    }
}
