using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Asks DNS for the addresses of a name.</summary>
internal delegate Task<IPAddress[]> Resolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens connections for probes: resolves, asks the guard about each address, and connects only to those very addresses, so that a name that changes its
/// answer between question and connection gains nothing.
/// </summary>
/// <param name="guard">What an address is that may not be connected to; null for one that may.</param>
/// <param name="resolve">Tests answer for DNS with it.</param>
internal sealed class Dialer(Func<IPAddress, string?> guard, TimeProvider time, Resolver? resolve = null)
{
    // A name with a hundred addresses must not make of one check a hundred connections.
    private const int MaxAddresses = 6;
    private readonly Resolver _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>The only roots to trust; null for those of the system.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>A dialer under the installation's own rule.</summary>
    public static Dialer For(ProbeOptions options, TimeProvider time) =>
        options.AllowPrivateTargets ? Unguarded(time) : new Dialer(AddressGuard.WhyRefused, time);

    /// <summary>A dialer for targets that the operator chose.</summary>
    public static Dialer Unguarded(TimeProvider time) => new(_ => null, time);

    /// <summary>A new connection to the URL's host, after the TLS handshake if it is <c>https</c>.</summary>
    public async Task<Stream> DialAsync(Uri uri, PhaseClock clock, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(uri.IdnHost, uri.Port, clock, cancellationToken);
        if (uri.Scheme != Uri.UriSchemeHttps) return connection;

        clock.Enter(CheckPhase.Tls);
        return await TlsHandshake.RunAsync(connection, uri.IdnHost, TrustedRoots, time, cancellationToken);
    }

    /// <summary>A new connection to the host, and nothing said on it yet.</summary>
    public async Task<Stream> ConnectAsync(string host, int port, PhaseClock clock, CancellationToken cancellationToken)
    {
        var addresses = Guard(host, await ResolveAsync(host, clock, cancellationToken));
        clock.Enter(CheckPhase.Connect);
        return new NetworkStream(await AddressRace.ConnectAsync(addresses, port, clock, time, cancellationToken), ownsSocket: true);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, PhaseClock clock, CancellationToken cancellationToken)
    {
        clock.Enter(CheckPhase.Resolve);
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            // The system's resolver does not always let go when it is cancelled.
            var addresses = await _resolve(host, cancellationToken).WaitAsync(cancellationToken);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
        }
        catch (SocketException e)
        {
            throw new ProbeFailedException(Diagnosis.OfResolving(host, e.SocketErrorCode));
        }
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
