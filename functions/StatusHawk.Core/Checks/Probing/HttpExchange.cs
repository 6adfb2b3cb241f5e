using System.Net;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// One HTTP/1.1 request on a connection of its own. Each exchange has its own handler around one dialled connection, so no connection can be shared or
/// reused, and no failure is hidden by the handler trying again on another.
/// </summary>
internal sealed class HttpExchange(Dialer dialer)
{
    public const int MaxHeaderKilobytes = 64;

    /// <summary>Dials, sends the request, and returns when the answer's headers are there.</summary>
    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request, PhaseClock clock, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        clock.Address = null;
        clock.StatusCode = null;
        var connection = await dialer.DialAsync(request.RequestUri!, clock, cancellationToken);
        clock.Enter(CheckPhase.FirstByte);
        var invoker = new HttpMessageInvoker(HandlerOf(connection));
        try
        {
            var response = await invoker.SendAsync(request, cancellationToken);
            clock.StatusCode = (int)response.StatusCode;
            return new HttpAnswer(response, invoker, connection);
        }
        catch
        {
            invoker.Dispose();
            await connection.DisposeAsync();
            throw;
        }
    }

    private static SocketsHttpHandler HandlerOf(Stream connection)
    {
        Stream? unused = connection;
        return new SocketsHttpHandler
        {
            // An SslStream is taken as it is: the handler makes no second handshake.
            ConnectCallback = (_, _) => Interlocked.Exchange(ref unused, null) is { } stream
                ? ValueTask.FromResult(stream)
                : ValueTask.FromException<Stream>(new IOException("The connection was closed before an answer came.")),
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = false,
            UseProxy = false,
        };
    }
}
