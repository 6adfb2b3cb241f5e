using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace StatusHawk.Testing;

/// <summary>A well-behaved target on loopback that speaks HTTP/2, which <see cref="FlakyTarget"/> does not, and answers each request with its protocol's name.</summary>
public sealed class Http2Target : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Http2Target(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <param name="certificate">Speaks TLS with it; null for HTTP/2 without, which a client must know beforehand.</param>
    /// <param name="protocols">What it offers.</param>
    public static async Task<Http2Target> StartAsync(X509Certificate2? certificate, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(context.Request.Protocol));
        await app.StartAsync();
        return new Http2Target(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
