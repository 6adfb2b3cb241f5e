using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Functions.Http;

/// <summary>
/// The web server in front of the functions. It is an application of its own, so that nothing of it (middleware, authentication,
/// its services) can be reached from the function app: on the platform it cannot either.
/// </summary>
internal sealed class HttpFront(
    FunctionRunner runner,
    InvocationLifetime lifetime,
    HostJson hostJson,
    HostSettings settings,
    IConfiguration configuration,
    ILoggerFactory loggers) : IListener
{
    public const string DefaultUrl = "http://127.0.0.1:7071";

    private IReadOnlyList<FunctionMethod> _functions = [];
    private WebApplication? _web;

    /// <summary>The first address listened on, once started.</summary>
    public Uri Address => new(_web!.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public void Serve(IReadOnlyList<FunctionMethod> functions)
    {
        HttpRoutes.RefuseAmbiguous(functions, Prefix);
        _functions = functions;
        _web = Build();
    }

    public Task StartAsync(CancellationToken cancellationToken) => _web!.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken abandon)
    {
        await _web!.StopAsync(abandon);
        await _web.DisposeAsync();
    }

    private string Prefix => hostJson.Read("extensions:http:routePrefix", "api");

    private string[] Urls => (configuration["urls"] ?? settings["ASPNETCORE_URLS"] ?? DefaultUrl)
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls(Urls);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, DependentLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.All;
            o.ForwardLimit = null;
        });
        var web = builder.Build();
        web.UseForwardedHeaders();
        web.UseRouting();
        web.Use(FunctionOrNotFoundAsync);
        var policies = web.Services.GetRequiredService<ParameterPolicyFactory>();
        foreach (var function in _functions)
        {
            web.Map(HttpRoutes.Pattern(function, Prefix, policies), http => AnswerAsync(function, http))
                .WithMetadata(new HttpMethodMetadata(HttpRoutes.Methods(function)), function);
        }

        return web;
    }

    /// <summary>ASP.NET Core would say 405 where only the method does not fit; the platform says 404.</summary>
    private static Task FunctionOrNotFoundAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<FunctionMethod>() is not null)
            return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(FunctionMethod function, HttpContext http)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.Cancelled);
        try
        {
            await runner.RunAsync(function, http, () => HttpBindingData.Of(http), cancelled.Token);
        }
        catch (Exception) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        catch (Exception)
        {
            // Half a response must not look like a whole one.
            http.Abort();
        }
    }
}
