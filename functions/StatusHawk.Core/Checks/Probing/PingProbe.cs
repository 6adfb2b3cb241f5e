using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Sends one ICMP echo request and waits for its reply.</summary>
/// <exception cref="PingException">This machine may not send any.</exception>
internal delegate Task<IPStatus> Echo(IPAddress address, TimeSpan patience, CancellationToken cancellationToken);

/// <summary>
/// Checks that a host answers ICMP echo requests (RFC 792, RFC 4443): one answer to up to three is enough, since a lost packet is no outage. Where this machine may
/// send none, as in most containers, it abstains.
/// </summary>
public sealed class PingProbe : IProbe
{
    private const int Requests = 3;

    // Longer than the way round the earth; what comes later is as good as lost.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Dialer _dialer;
    private readonly TimeProvider _time;
    private readonly Echo _echo;

    public PingProbe(ProbeOptions options, TimeProvider time)
        : this(time, Dialer.For(options, time), SendAsync)
    {
    }

    internal PingProbe(TimeProvider time, Dialer dialer, Echo echo) => (_dialer, _time, _echo) = (dialer, time, echo);

    public MonitorKind Kind => MonitorKind.Ping;

    public string Host(CheckSpec check) => check.Ping?.Host ?? "";

    public Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken) =>
        Attempt.RunAsync(check, trace => ProbeAsync(check, trace, cancellationToken), _time, cancellationToken);

    /// <summary>Whether this machine may send echo requests: it asks itself.</summary>
    public static async Task<bool> IsAbleAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(IPAddress.Loopback, Patience, cancellationToken) == IPStatus.Success;
        }
        catch (Exception e) when (e is PingException or SocketException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private async Task<Found> ProbeAsync(CheckSpec check, Trace trace, CancellationToken cancellationToken)
    {
        var target = check.Ping ?? throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, "The monitor has no host."));
        var address = (await _dialer.ResolveAsync(target.Host, target.IpVersion, trace, cancellationToken))[0];
        trace.Address = address.ToString();
        trace.Enter(CheckPhase.FirstByte);
        var status = IPStatus.TimedOut;
        for (var request = 1; request <= Requests; request++)
        {
            status = await AskAsync(address, cancellationToken);
            if (status == IPStatus.Success) return Found.Nothing;

            // The round trip of the one that is answered is measured, not the waiting for those that were lost.
            if (request < Requests) trace.Discard();
        }

        throw new ProbeFailedException(status == IPStatus.TimedOut
            ? new Diagnosis(ErrorClass.Timeout, $"{address} answered none of {Requests} echo requests.")
            : new Diagnosis(ErrorClass.Refused, $"{address} cannot be reached ({status})."));
    }

    private async Task<IPStatus> AskAsync(IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return await _echo(address, Patience, cancellationToken);
        }
        catch (Exception e) when (e is PingException or PlatformNotSupportedException)
        {
            throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, "This region cannot send ICMP echo requests."));
        }
    }

    private static async Task<IPStatus> SendAsync(IPAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var ping = new Ping();
        return (await ping.SendPingAsync(address, patience, cancellationToken: cancellationToken)).Status;
    }
}
