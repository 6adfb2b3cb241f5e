using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;

namespace StatusHawk.Api.Tests.Http;

public class ClientAddressTests
{
    [Theory]
    [InlineData(0, null, "192.0.2.1")]
    [InlineData(0, "198.51.100.1", "192.0.2.1")]
    [InlineData(1, null, "192.0.2.1")]
    [InlineData(1, "198.51.100.1", "198.51.100.1")]
    [InlineData(1, "10.0.0.1, 198.51.100.1:50123", "198.51.100.1")]
    [InlineData(2, "10.0.0.1, 198.51.100.1, 203.0.113.7", "198.51.100.1")]
    [InlineData(3, "198.51.100.1, 203.0.113.7", "192.0.2.1")]
    [InlineData(1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData(1, "[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64")]
    [InlineData(1, "::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData(1, "anything at all", "unknown")]
    public void So_many_entries_are_believed_as_there_are_trusted_proxies(int proxies, string? forwarded, string expected)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:192.0.2.1");
        if (forwarded is not null) http.Request.Headers["X-Forwarded-For"] = forwarded;

        var address = new ClientAddress(Options.Create(new ApiOptions { TrustedProxies = proxies }));

        address.NetworkOf(http).ShouldBe(expected);
        if (!expected.Contains('/')) address.Of(http).ShouldBe(expected);
    }
}
