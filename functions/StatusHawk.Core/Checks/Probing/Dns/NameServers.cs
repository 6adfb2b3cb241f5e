using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>The name servers that this machine asks.</summary>
/// <param name="path">The file that names them; tests have their own.</param>
public sealed class NameServers(TimeProvider time, string path = NameServers.ResolvConf)
{
    /// <summary>Servers used at most, as the system's resolver does it (resolv.conf(5), MAXNS).</summary>
    public const int Max = 3;

    /// <summary>Where Unix keeps them.</summary>
    public const string ResolvConf = "/etc/resolv.conf";

    private const int Port = 53;
    private readonly Reread<IReadOnlyList<IPEndPoint>> _servers = new(() => Read(path), [], time);

    /// <summary>The servers in the order to ask them, 0 to 3; read again at most every 30 s.</summary>
    public IReadOnlyList<IPEndPoint> Current() => _servers.Value;

    /// <summary>Those of the settings, or else the machine's.</summary>
    public static Func<IReadOnlyList<IPEndPoint>> Of(ProbeOptions options, TimeProvider time)
    {
        IReadOnlyList<IPEndPoint> servers = [.. options.NameServers.Select(text => TryParse(text, out var server) ? server : throw new ArgumentException($"Probe:NameServers holds '{text}', which is no address."))];
        return servers.Count > 0 ? () => servers : new NameServers(time).Current;
    }

    /// <summary>The <c>nameserver</c> lines of a resolv.conf, the first 3 that can be read; the rest of it is not for here.</summary>
    public static IReadOnlyList<IPEndPoint> Parse(string resolvConf)
    {
        var servers = new List<IPEndPoint>();
        foreach (var line in resolvConf.AsSpan().EnumerateLines())
        {
            if (servers.Count == Max) break;
            var words = line.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["nameserver", var text, ..] && TryAddress(text, out var address)) servers.Add(new IPEndPoint(address, Port));
        }

        return servers;
    }

    /// <summary>
    /// A server as users write it: <c>1.1.1.1</c>, <c>1.1.1.1:5353</c>, <c>2606:4700::1111</c>, <c>[2606:4700::1111]:53</c>. Without a port it is 53.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        endpoint = null;
        if (string.IsNullOrEmpty(text)) return false;

        var (host, port) = (text, (string?)null);
        if (text[0] == '[')
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || (end + 1 < text.Length && text[end + 1] != ':') || !text[..end].Contains(':', StringComparison.Ordinal)) return false;
            (host, port) = (text[1..end], end + 1 < text.Length ? text[(end + 2)..] : null);
        }
        else if (text.Split(':') is [var before, var after])
        {
            (host, port) = (before, after);
        }

        // A scope names an interface of one machine, and this text is read by others too.
        if (host.Contains('%', StringComparison.Ordinal) || !TryStrict(host, out var address)) return false;
        var number = Port;
        if (port is not null && !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return false;
        if (number is < 1 or > IPEndPoint.MaxPort) return false;
        endpoint = new IPEndPoint(address, number);
        return true;
    }

    private static IReadOnlyList<IPEndPoint> Read(string path)
    {
        var servers = File.Exists(path) ? Parse(File.ReadAllText(path)) : [];
        return servers.Count > 0 ? servers : OfInterfaces();
    }

    /// <summary>What a machine without resolv.conf was given by its networks.</summary>
    private static IReadOnlyList<IPEndPoint> OfInterfaces()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(network => network.OperationalStatus == OperationalStatus.Up)
                    .SelectMany(network => network.GetIPProperties().DnsAddresses)
                    .Distinct()
                    .Take(Max)
                    .Select(address => new IPEndPoint(address, Port)),
            ];
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            return [];
        }
    }

    private static bool TryAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        if (TryStrict(text, out address)) return true;

        // The scope of an interface that is not there now; the address may do without.
        var scope = text.IndexOf('%', StringComparison.Ordinal);
        return scope > 0 && TryStrict(text[..scope], out address);
    }

    /// <summary>An address in the notations that mean the same to everyone: not <c>1</c> for 0.0.0.1, not <c>010.0.0.1</c>, no brackets.</summary>
    private static bool TryStrict(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.Contains('[', StringComparison.Ordinal) : address.ToString() == text);
}
