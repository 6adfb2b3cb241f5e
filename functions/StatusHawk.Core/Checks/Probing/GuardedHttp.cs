using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>HTTP to addresses that a stranger chose: the same guard as for probes, asked about each address at the moment of connecting.</summary>
public static class GuardedHttp
{
    /// <summary>A handler that follows no redirect, uses no proxy, and keeps no connection: each request asks the guard anew.</summary>
    public static HttpMessageHandler Handler(ProbeOptions options, TimeProvider time)
    {
        var dialer = Dialer.For(options, time);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (context, cancellationToken) =>
            {
                try
                {
                    return await dialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, IpVersion.Any, new Trace(time), cancellationToken);
                }
                catch (ProbeFailedException e)
                {
                    throw new HttpRequestException(HttpRequestError.ConnectionError, e.Message, e);
                }
            },
        };
    }
}
