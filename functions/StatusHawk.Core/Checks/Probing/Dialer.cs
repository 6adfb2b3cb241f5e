using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using StatusHawk.Core.Checks.Probing.Dns;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Asks DNS for the addresses of a name.</summary>
internal delegate Task<IPAddress[]> Resolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens connections for probes: resolves, asks the guard about each address, and connects only to those very addresses, so that a name that changes its
/// answer between question and connection gains nothing.
/// </summary>
/// <param name="guard">What an address is that may not be connected to; null for one that may.</param>
/// <param name="resolve">Finds addresses; null: by asking the system's name servers.</param>
/// <param name="certificates">Tests trust other roots with it; null: those of the system.</param>
/// <param name="handshakes">The threads that compute handshakes.</param>
internal sealed class Dialer(
    Func<IPAddress, string?> guard, TimeProvider time, Resolver? resolve = null, CertificateTrust? certificates = null, int handshakes = ProbeOptions.DefaultHandshakeThreads)
{
    // A name with a hundred addresses must not make of one check a hundred connections.
    private const int MaxAddresses = 6;
    private readonly Resolver _resolve = resolve ?? new StubResolver(new NameServers(time).Current, time).ResolveAsync;
    private readonly TlsHandshake _tls = new(certificates ?? CertificateTrust.System(time), HandshakeLane.Of(handshakes), time);

    /// <summary>A dialer under the installation's own rule.</summary>
    public static Dialer For(ProbeOptions options, TimeProvider time) =>
        new(options.AllowPrivateTargets ? static _ => null : AddressGuard.WhyRefused, time, ResolverOf(options, time), handshakes: options.HandshakeThreads);

    /// <summary>A dialer for targets that the operator chose.</summary>
    public static Dialer Unguarded(ProbeOptions options, TimeProvider time) => new(static _ => null, time, ResolverOf(options, time), handshakes: options.HandshakeThreads);

    /// <summary>A new connection to the host, and nothing said on it yet.</summary>
    public async Task<Stream> ConnectAsync(string host, int port, IpVersion version, Trace trace, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(host, version, trace, cancellationToken);
        trace.Enter(CheckPhase.Connect);
        return new NetworkStream(await AddressRace.ConnectAsync(addresses, port, trace, time, cancellationToken), ownsSocket: true);
    }

    /// <summary>A TLS handshake on a connection, which is closed when it fails.</summary>
    public Task<SslStream> SecureAsync(Stream connection, TlsWish wish, Trace trace, CancellationToken cancellationToken)
    {
        trace.Enter(CheckPhase.Tls);
        return _tls.RunAsync(connection, wish, trace, cancellationToken);
    }

    /// <summary>The host's addresses that may be connected to, at least one.</summary>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, IpVersion version, Trace trace, CancellationToken cancellationToken)
    {
        trace.Enter(CheckPhase.Resolve);
        return Guard(host, OfVersion(host, version, [.. (await AskAsync(host, cancellationToken)).Select(Plain)]));
    }

    /// <summary>What the guard has against an address; null: nothing.</summary>
    public string? WhyRefused(IPAddress address) => guard(address);

    private static Resolver ResolverOf(ProbeOptions options, TimeProvider time) => new StubResolver(NameServers.Of(options, time), time).ResolveAsync;

    private async Task<IPAddress[]> AskAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            // A resolver may be slow to let go when it is cancelled.
            var addresses = await _resolve(host, cancellationToken).WaitAsync(cancellationToken);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
        }
        catch (SocketException e)
        {
            throw new ProbeFailedException(Diagnosis.OfResolving(host, e.SocketErrorCode));
        }
    }

    // An IPv4 address in IPv6's clothes is reached over IPv4 or not at all.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPAddress[] OfVersion(string host, IpVersion version, IPAddress[] addresses)
    {
        if (version == IpVersion.Any) return addresses;
        var (family, name) = version == IpVersion.Ipv4 ? (AddressFamily.InterNetwork, "IPv4") : (AddressFamily.InterNetworkV6, "IPv6");
        IPAddress[] fitting = [.. addresses.Where(address => address.AddressFamily == family)];
        return fitting.Length > 0 ? fitting : throw new ProbeFailedException(new Diagnosis(ErrorClass.Dns, $"{host} has no {name} address."));
    }

    private List<IPAddress> Guard(string host, IPAddress[] addresses)
    {
        var passed = addresses.Where(address => guard(address) is null).Take(MaxAddresses).ToList();
        if (passed.Count > 0) return passed;
        var refused = addresses[0];
        throw new ProbeFailedException(new Diagnosis(
            ErrorClass.Blocked,
            refused.ToString() == host ? $"{host} is {guard(refused)}, which may not be probed." : $"{host} has {guard(refused)}, which may not be probed."));
    }
}
