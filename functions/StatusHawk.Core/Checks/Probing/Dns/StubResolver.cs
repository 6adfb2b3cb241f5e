using System.Net;
using System.Net.Sockets;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>
/// Finds the addresses of names without holding a thread meanwhile, as the system's resolver does: with that, a few hundred checks of names whose servers are
/// silent would stop all others. Nothing is kept: a monitor must see a change of DNS at once.
/// </summary>
/// <param name="servers">Whom to ask, in order; see <see cref="NameServers.Current"/>.</param>
/// <param name="inHosts">Whether the hosts file has a name; tests have their own.</param>
/// <param name="system">Resolves the names that are the machine's own; tests have their own.</param>
internal sealed class StubResolver(Func<IReadOnlyList<IPEndPoint>> servers, TimeProvider time, Func<string, bool>? inHosts = null, Resolver? system = null)
{
    /// <summary>How long a server has before the next one is asked.</summary>
    public static readonly TimeSpan PerServer = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long the IPv6 addresses may keep the IPv4 ones waiting (RFC 8305 §3 has the thought): there are servers that never answer for AAAA, and a site behind
    /// them is up.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private const int Rounds = 2;
    private readonly DnsClient _client = new(time);
    private readonly Func<string, bool> _inHosts = inHosts ?? new HostsFile(time).Contains;
    private readonly Resolver _system = system ?? System.Net.Dns.GetHostAddressesAsync;

    private enum Finding
    {
        Addresses,
        NoAddress,
        NoName,
        Failed,
    }

    /// <summary>The addresses of a host, IPv4 before IPv6, at least one. The name is taken as complete: no search domains.</summary>
    /// <exception cref="SocketException">
    /// <see cref="SocketError.HostNotFound"/>: the name does not exist or has no address. <see cref="SocketError.TryAgain"/>: no server gave a usable answer.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled before the answer was known.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        if (!DnsName.TryNormalize(host, out var name)) throw new SocketException((int)SocketError.HostNotFound);
        if (IsOfThisMachine(name)) return await _system(host, cancellationToken).WaitAsync(cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = servers();
        var four = FindAsync(asked, name, DnsType.A, over.Token);
        var six = FindAsync(asked, name, DnsType.AAAA, over.Token);
        try
        {
            await Task.WhenAny(four, six);

            // A name that AAAA says does not exist may still have an A: some load balancers answer so for what they do not do (RFC 4074 §4.2).
            if (Any(Finding.Addresses, four) || Any(Finding.NoName, four)) await Task.WhenAny(six, Task.Delay(Grace, time, over.Token));
            else await Task.WhenAll(four, six);
            cancellationToken.ThrowIfCancellationRequested();

            IPAddress[] addresses = [.. Addresses(four), .. Addresses(six)];
            if (addresses.Length > 0) return addresses;
            var absent = Any(Finding.NoName, four, six) || !Any(Finding.Failed, four, six);
            throw new SocketException((int)(absent ? SocketError.HostNotFound : SocketError.TryAgain));
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)Task.WhenAll(four, six)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsOfThisMachine(string name) =>
        !name.Contains('.', StringComparison.Ordinal) || name.EndsWith(".localhost", StringComparison.Ordinal) || _inHosts(name);

    private static IPAddress[] Addresses(Task<Found> finding) => finding.IsCompletedSuccessfully ? finding.Result.Addresses : [];

    private static bool Any(Finding finding, params ReadOnlySpan<Task<Found>> findings)
    {
        foreach (var one in findings)
        {
            if (one.IsCompletedSuccessfully && one.Result.Finding == finding) return true;
        }

        return false;
    }

    private async Task<Found> FindAsync(IReadOnlyList<IPEndPoint> asked, string name, DnsType type, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Rounds * asked.Count; i++)
        {
            if (await TryAskAsync(asked[i % asked.Count], name, type, cancellationToken) is not { } response) continue;
            if (response.Rcode == DnsRcode.NxDomain) return new Found(Finding.NoName, []);
            if (response.Rcode != DnsRcode.NoError) continue;
            return response.Answers.Count == 0
                ? new Found(Finding.NoAddress, [])
                : new Found(Finding.Addresses, [.. response.Answers.Select(answer => IPAddress.Parse(answer.Data))]);
        }

        return new Found(Finding.Failed, []);
    }

    /// <summary>Null when the server did not answer in its time, or cannot be talked to.</summary>
    private async Task<DnsResponse?> TryAskAsync(IPEndPoint server, string name, DnsType type, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(PerServer, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await _client.AskAsync(server, name, type, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is SocketException or DnsProtocolException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private sealed record Found(Finding Finding, IPAddress[] Addresses);
}
