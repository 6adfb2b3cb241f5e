using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace StatusHawk.Local.Target;

/// <summary>
/// A site to check, and to break: <c>/shop</c> is what a monitor watches, <c>POST /break</c> and <c>POST /mend</c> decide how it answers, <c>/</c> is the
/// page for people with those two buttons. <c>/canary</c> answers always, until <c>POST /canary/break</c>.
/// </summary>
public sealed class DemoTarget : IAsyncDisposable
{
    // Longer than any check may take.
    private static readonly TimeSpan HangsFor = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private readonly WebApplication _app;
    private readonly TargetState _state;
    private readonly TargetPage _page;
    private readonly TimeProvider _time;

    private DemoTarget(int port, string statePath, Uri? statusPage, TimeProvider time)
    {
        _time = time;
        Address = new Uri($"http://127.0.0.1:{port}");
        _state = new(statePath);
        _page = new(Address, statusPage);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        _app = builder.Build();
        _app.UseRouting();
        Map(_app);
    }

    /// <summary>Its origin, without a slash at the end when written by <see cref="Origin"/>.</summary>
    public Uri Address { get; }

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>What a monitor watches.</summary>
    public string ShopUrl => Origin + "/shop";

    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<DemoTarget> StartAsync(int port, string statePath, Uri? statusPage, TimeProvider time, CancellationToken cancellationToken)
    {
        var target = new DemoTarget(port, statePath, statusPage, time);
        await target._app.StartAsync(cancellationToken);
        return target;
    }

    /// <summary>How often <c>/shop</c> was asked for since the start by user agents that contain the text.</summary>
    public int RequestsFrom(string userAgentPart) =>
        _requests.Where(r => r.Key.Contains(userAgentPart, StringComparison.OrdinalIgnoreCase)).Sum(r => r.Value);

    public void Break(Breakage breakage) => _state.Break(TargetState.Shop, breakage);

    /// <summary>Mends what was broken for that text, or all.</summary>
    public void Mend(string? only = null) => _state.Mend(TargetState.Shop, only);

    public void BreakCanary(Breakage breakage) => _state.Break(TargetState.Canary, breakage);

    public void MendCanary(string? only = null) => _state.Mend(TargetState.Canary, only);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        // Requests that hang are not waited for.
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/", PageAsync);
        app.MapGet("/shop", ShopAsync);
        app.MapGet("/canary", context => AnswerAsync(context, TargetState.Canary, "canary"));
        MapSwitch(app, "", TargetState.Shop);
        MapSwitch(app, "/canary", TargetState.Canary);
    }

    private void MapSwitch(WebApplication app, string prefix, string part)
    {
        app.MapPost(prefix + "/break", context =>
        {
            var (breakage, fault) = BreakRequest.Parse(context.Request.Query);
            if (breakage is null) return BreakRequest.RefuseAsync(context, fault!);
            _state.Break(part, breakage);
            return BreakRequest.AcceptAsync(context, "broken");
        });
        app.MapPost(prefix + "/mend", context =>
        {
            _state.Mend(part, context.Request.Query["for"] is [{ Length: > 0 } only] ? only : null);
            return BreakRequest.AcceptAsync(context, "mended");
        });
    }

    private Task ShopAsync(HttpContext context)
    {
        _requests.AddOrUpdate(context.Request.Headers.UserAgent.ToString(), 1, static (_, count) => count + 1);
        return AnswerAsync(context, TargetState.Shop, "Open. Come in!");
    }

    /// <summary>Tells the truth in its status, and yet always shows its buttons: a monitor on this address sees the same as one on the shop.</summary>
    private Task PageAsync(HttpContext context)
    {
        var breakages = _state.Of(TargetState.Shop);
        context.Response.StatusCode = Concerning(context, breakages)?.StatusCode ?? StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(_page.Render(breakages), context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, string part, string greeting)
    {
        switch (Concerning(context, _state.Of(part)))
        {
            case { How: BreakKind.Hang }:
                await Task.Delay(HangsFor, _time, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Abort();
                return;
            case { How: BreakKind.Drop }:
                context.Abort();
                return;
            case { } breakage:
                context.Response.StatusCode = breakage.StatusCode;
                await context.Response.WriteAsync("Broken on purpose.", context.RequestAborted);
                return;
            default:
                await context.Response.WriteAsync(greeting, context.RequestAborted);
                return;
        }
    }

    private static Breakage? Concerning(HttpContext context, IEnumerable<Breakage> breakages) =>
        breakages.LastOrDefault(b => b.Concerns(context.Request.Headers.UserAgent.ToString()));
}
