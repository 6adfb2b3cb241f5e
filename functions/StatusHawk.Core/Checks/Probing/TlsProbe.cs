using System.Globalization;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Checks a server's certificate: its chain, its host name, the protocol, and the days that are left.</summary>
public sealed class TlsProbe : IProbe
{
    private readonly Dialer _dialer;
    private readonly TimeProvider _time;

    public TlsProbe(ProbeOptions options, TimeProvider time)
        : this(time, Dialer.For(options, time))
    {
    }

    internal TlsProbe(TimeProvider time, Dialer dialer) => (_dialer, _time) = (dialer, time);

    public MonitorKind Kind => MonitorKind.Tls;

    public string Host(CheckSpec check) => check.Tls?.Host ?? "";

    public Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken) =>
        Attempt.RunAsync(check, trace => ProbeAsync(check, trace, cancellationToken), _time, cancellationToken);

    private async Task<Found> ProbeAsync(CheckSpec check, Trace trace, CancellationToken cancellationToken)
    {
        var target = check.Tls ?? throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, "The monitor has no host."));
        var connection = await _dialer.ConnectAsync(target.Host, target.Port, target.IpVersion, trace, cancellationToken);
        await using var tls = await _dialer.SecureAsync(connection, new TlsWish(target.ServerName ?? target.Host), trace, cancellationToken);
        return WhatIsWrong(target, trace.Facts, _time.GetUtcNow()) is { } wrong ? throw new ProbeFailedException(new Diagnosis(ErrorClass.Tls, wrong)) : Found.Nothing;
    }

    private static string? WhatIsWrong(TlsTarget target, Facts facts, DateTimeOffset now)
    {
        var weakest = target.MinVersion ?? "1.2";
        if (facts.TlsVersion is not ("1.2" or "1.3") || string.CompareOrdinal(facts.TlsVersion, weakest) < 0)
            return $"The server speaks TLS {facts.TlsVersion}; {weakest} is the oldest version that is good enough.";
        return facts.CertificateExpires is { } expires && expires - now < TimeSpan.FromDays(target.MinDaysLeft)
            ? string.Create(CultureInfo.InvariantCulture, $"A certificate of the chain expires on {expires:yyyy-MM-dd}, in less than {target.MinDaysLeft} days.")
            : null;
    }
}
