using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace StatusHawk.Api.Http;

/// <summary>Where a request comes from, as far as it can be believed: what a client writes into <c>X-Forwarded-For</c> itself stands before what trusted proxies add.</summary>
public sealed class ClientAddress(IOptions<ApiOptions> options)
{
    private const string Unknown = "unknown";
    private const int NetworkBytes = 8;

    /// <summary>An IPv4 address, or the network of an IPv6 address (<c>2001:db8:1:2::/64</c>): whoever has one address of it has them all.</summary>
    public string Of(HttpContext http)
    {
        var entries = http.Request.Headers["X-Forwarded-For"].SelectMany(value => (value ?? "").Split(','));
        string[] forwarded = [.. entries.Select(entry => entry.Trim()).Where(entry => entry.Length > 0)];
        var trusted = Math.Min(options.Value.TrustedProxies, forwarded.Length);
        return trusted == 0 ? Text(http.Connection.RemoteIpAddress) : Text(Parse(forwarded[^trusted]));
    }

    // 192.0.2.1, 192.0.2.1:443, 2001:db8::1 or [2001:db8::1]:443.
    private static IPAddress? Parse(string entry)
    {
        entry = entry.Trim('"');
        if (IPAddress.TryParse(entry, out var address)) return address;
        return IPEndPoint.TryParse(entry, out var endpoint) ? endpoint.Address : null;
    }

    private static string Text(IPAddress? address)
    {
        if (address is null) return Unknown;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/{NetworkBytes * 8}";
    }
}
