using System.Net;
using System.Net.Security;
using System.Text;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// One HTTP request on a connection of its own. Each exchange has its own handler around one dialled connection, so no connection can be shared or
/// reused, and no failure is hidden by the handler trying again on another.
/// </summary>
internal sealed class HttpExchange(Dialer dialer)
{
    public const int MaxHeaderKilobytes = 64;

    /// <summary>Dials, sends the request, and returns when the answer's headers are there.</summary>
    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request, HttpWish wish, Trace trace, CancellationToken cancellationToken)
    {
        trace.Facts = new Facts();
        var connection = await DialAsync(wish, trace, cancellationToken);
        trace.Enter(CheckPhase.FirstByte);
        var invoker = new HttpMessageInvoker(HandlerOf(connection));
        try
        {
            var response = await invoker.SendAsync(request, cancellationToken);
            trace.Facts = trace.Facts with { StatusCode = (int)response.StatusCode, HttpVersion = wish.IsHttp2 ? "2" : response.Version.ToString() };
            return new HttpAnswer(response, invoker, connection);
        }
        catch
        {
            invoker.Dispose();
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<Stream> DialAsync(HttpWish wish, Trace trace, CancellationToken cancellationToken)
    {
        var connection = await dialer.ConnectAsync(wish.Uri.IdnHost, wish.Uri.Port, wish.IpVersion, trace, cancellationToken);
        if (wish.Uri.Scheme != Uri.UriSchemeHttps) return connection;
        var protocol = wish.IsHttp2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11;
        var tls = await dialer.SecureAsync(connection, new TlsWish(wish.ServerName, wish.IgnoreCertificateErrors, protocol), trace, cancellationToken);
        if (!wish.IsHttp2 || tls.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2) return tls;
        await tls.DisposeAsync();
        throw new ProbeFailedException(new Diagnosis(ErrorClass.Protocol, "The server does not offer HTTP/2."));
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
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            UseCookies = false,
            UseProxy = false,
        };
    }
}
