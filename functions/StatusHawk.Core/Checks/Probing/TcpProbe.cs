using System.Security.Cryptography;
using System.Text;
using StatusHawk.Core.Checks.Assertions;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Checks that a port takes connections, speaks TLS if it should, and says what is expected, asked or unasked.</summary>
public sealed class TcpProbe : IProbe
{
    // Whoever expects a text expects it early: nobody reads on for ever.
    private const int MaxBytes = 64 * 1024;
    private readonly Dialer _dialer;
    private readonly Sealer _sealer;
    private readonly TimeProvider _time;

    public TcpProbe(ProbeOptions options, Sealer sealer, TimeProvider time)
        : this(sealer, time, Dialer.For(options, time))
    {
    }

    internal TcpProbe(Sealer sealer, TimeProvider time, Dialer dialer) => (_dialer, _sealer, _time) = (dialer, sealer, time);

    public MonitorKind Kind => MonitorKind.Tcp;

    public string Host(CheckSpec check) => check.Tcp?.Host ?? "";

    public Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken) =>
        Attempt.RunAsync(check, trace => ProbeAsync(check, trace, cancellationToken), _time, cancellationToken);

    private async Task<Found> ProbeAsync(CheckSpec check, Trace trace, CancellationToken cancellationToken)
    {
        var target = check.Tcp ?? throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, "The monitor has no host and port."));
        var send = Open(target, check.MonitorId);
        await using var connection = await _dialer.ConnectAsync(target.Host, target.Port, target.IpVersion, trace, cancellationToken);
        await using var stream = target.Tls
            ? await _dialer.SecureAsync(connection, new TlsWish(target.Host, target.IgnoreCertificateErrors), trace, cancellationToken)
            : connection;
        if (send is null && target.Expect is null) return Found.Nothing;

        trace.Enter(CheckPhase.FirstByte);
        if (send is not null) await stream.WriteAsync(send, cancellationToken);
        return target.Expect is null ? Found.Nothing : await ExpectAsync(stream, target.Expect, send, trace, cancellationToken);
    }

    private static async Task<Found> ExpectAsync(Stream stream, string expected, byte[]? sent, Trace trace, CancellationToken cancellationToken)
    {
        var wanted = Encoding.UTF8.GetBytes(expected);
        var received = new byte[MaxBytes];
        string[] secrets = sent is null ? [] : [Encoding.UTF8.GetString(sent)];
        for (var length = 0; ;)
        {
            var read = await stream.ReadAsync(received.AsMemory(length), cancellationToken);
            if (length == 0 && read > 0) trace.Enter(CheckPhase.Transfer);
            length += read;
            trace.Facts = trace.Facts with { BodyBytes = length };
            if (received.AsSpan(0, length).IndexOf(wanted) >= 0) return new Found { Body = new Body(received.AsMemory(0, length)) };
            if (read > 0 && length < MaxBytes) continue;

            trace.Excerpt = AnswerExcerpts.Of(new Dictionary<string, string>(), new Body(received.AsMemory(0, length)), secrets);
            throw new ProbeFailedException(length == MaxBytes
                ? new Diagnosis(ErrorClass.TooLarge, $"The expected text is not among the first {MaxBytes / 1024} KB that came.")
                : new Diagnosis(ErrorClass.Assertion, length == 0 ? "The connection was closed before anything came." : "The connection was closed before the expected text came."));
        }
    }

    private byte[]? Open(TcpTarget target, string monitorId)
    {
        try
        {
            return target.SealedSend is { } text ? Encoding.UTF8.GetBytes(_sealer.Open(text, monitorId)) : null;
        }
        catch (CryptographicException)
        {
            throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, "What the monitor sends cannot be unsealed with this probe's keys."));
        }
    }
}
