using System.Net;
using System.Net.Sockets;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// Which addresses a shared installation may send requests to: public unicast ones only, so that nobody reaches the installation's own network, its
/// neighbours or the cloud's metadata through it. Pure: it asks no DNS. Whoever connects asks it for each address it is about to connect to.
/// </summary>
public static class AddressGuard
{
    private static readonly (IPNetwork Network, string Reason)[] RefusedIPv4 =
    [
        (IPNetwork.Parse("169.254.169.254/32"), "a cloud's metadata address"),
        (IPNetwork.Parse("168.63.129.16/32"), "a cloud's metadata address"),
        (IPNetwork.Parse("0.0.0.0/8"), "an address of \"this network\""),
        (IPNetwork.Parse("10.0.0.0/8"), "a private address"),
        (IPNetwork.Parse("100.64.0.0/10"), "a carrier's shared address"),
        (IPNetwork.Parse("127.0.0.0/8"), "a loopback address"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private address"),
        (IPNetwork.Parse("192.0.0.0/24"), "an address reserved for protocols"),
        (IPNetwork.Parse("192.0.2.0/24"), "a documentation address"),
        (IPNetwork.Parse("192.88.99.0/24"), "a 6to4 relay's address"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private address"),
        (IPNetwork.Parse("198.18.0.0/15"), "a benchmarking address"),
        (IPNetwork.Parse("198.51.100.0/24"), "a documentation address"),
        (IPNetwork.Parse("203.0.113.0/24"), "a documentation address"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("255.255.255.255/32"), "the broadcast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved address"),
    ];

    private static readonly (IPNetwork Network, string Reason)[] RefusedIPv6 =
    [
        (IPNetwork.Parse("fd00:ec2::254/128"), "a cloud's metadata address"),
        (IPNetwork.Parse("::/128"), "the unspecified address"),
        (IPNetwork.Parse("::1/128"), "a loopback address"),
        (IPNetwork.Parse("::/96"), "an IPv4-compatible address"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "a local NAT64 address"),
        (IPNetwork.Parse("2001::/32"), "a Teredo address"),
        (IPNetwork.Parse("2001::/23"), "an address reserved for protocols"),
        (IPNetwork.Parse("2001:db8::/32"), "a documentation address"),
        (IPNetwork.Parse("2002::/16"), "a 6to4 address"),
        (IPNetwork.Parse("3fff::/20"), "a documentation address"),
        (IPNetwork.Parse("fc00::/7"), "a private address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    // Names that public DNS does not hold, so that they can only mean something near the probe: mDNS (RFC 6762), ICANN's private top-level domain, home
    // networks (RFC 8375), and what routers and Linux distributions append.
    private static readonly string[] PrivateSuffixes = [".localhost", ".local", ".internal", ".home.arpa", ".localdomain", ".lan"];

    /// <summary>Whether the address is a public unicast one.</summary>
    public static bool IsPublic(IPAddress address) => WhyRefused(address) is null;

    /// <summary>What the address is, when it is not public ("a loopback address"); null when it is public.</summary>
    public static string? WhyRefused(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork) return Find(RefusedIPv4, address);
        if (address.IsIPv4MappedToIPv6) return Find(RefusedIPv4, address.MapToIPv4());

        // The scope says which interface, not which address.
        if (address.ScopeId != 0) address = new IPAddress(address.GetAddressBytes());

        // On a network with DNS64 every IPv4 target looks like this.
        if (Nat64.Contains(address)) return Find(RefusedIPv4, new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return Find(RefusedIPv6, address) ?? (GlobalIPv6.Contains(address) ? null : "an address outside the public range");
    }

    /// <summary>
    /// Whether the URL's host could be public, as far as one can tell without DNS. For the moment when a person enters it: it spares them a monitor that can
    /// only ever be refused. What protects is the question for each address at connect time. Not asked where private targets are allowed.
    /// </summary>
    public static bool MayBePublic(Uri uri) => WhyRefused(uri) is null;

    /// <summary>What the URL's host is, when it cannot be public ("a loopback address", "a name of the local network"); null when it may be.</summary>
    /// <remarks>
    /// Addresses are understood in every notation that <see cref="Uri"/> and <see cref="IPAddress"/> read: decimal, hex, octal, short, bracketed. A name without
    /// a dot is refused since it means whatever the search domain of the machine makes of it, and no public site has one.
    /// </remarks>
    public static string? WhyRefused(Uri uri)
    {
        var host = uri.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var address)) return WhyRefused(address);
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return "a name of this machine";
        return !host.Contains('.') || PrivateSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            ? "a name of the local network"
            : null;
    }

    private static string? Find((IPNetwork Network, string Reason)[] refused, IPAddress address)
    {
        foreach (var (network, reason) in refused)
        {
            if (network.Contains(address)) return reason;
        }

        return null;
    }
}
