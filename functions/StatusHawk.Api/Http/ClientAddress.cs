using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace StatusHawk.Api.Http;

/// <summary>
/// The address that a request comes from. What <c>X-Forwarded-For</c> says is believed only as far as the installation's own proxies wrote it: each appends whom it
/// was called by, so with n of them the n-th entry from the end is the caller, and all before it is what the caller made up.
/// </summary>
public sealed class ClientAddress(IOptions<ApiOptions> options)
{
    private const string Unknown = "unknown";

    /// <summary>Without a port; an IPv4 address in its own notation. <c>unknown</c> where there is none.</summary>
    public string Of(HttpContext http) => Find(http) is { } address ? address.ToString() : Unknown;

    /// <summary>Whom limits are held against: an IPv4 address, or the /64 that an IPv6 address is of, which is one customer's.</summary>
    public string NetworkOf(HttpContext http)
    {
        if (Find(http) is not { } address) return Unknown;
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private IPAddress? Find(HttpContext http)
    {
        var proxies = options.Value.TrustedProxies;
        if (proxies == 0) return Plain(http.Connection.RemoteIpAddress);
        var entries = http.Request.Headers["X-Forwarded-For"].SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();

        // Fewer than there are proxies: it did not come by all of them, and none of what it says was written by the first.
        return entries.Length < proxies ? Plain(http.Connection.RemoteIpAddress) : Parse(entries[^proxies]);
    }

    // With or without a port: 192.0.2.1, 192.0.2.1:4711, 2001:db8::1, [2001:db8::1], [2001:db8::1]:4711.
    private static IPAddress? Parse(string entry)
    {
        if (IPAddress.TryParse(entry, out var address)) return Plain(address);
        return IPEndPoint.TryParse(entry, out var point) ? Plain(point.Address) : null;
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address is null ? null : new IPAddress(address.GetAddressBytes());
}
