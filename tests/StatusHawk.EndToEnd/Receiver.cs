using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Local.Ports;

namespace StatusHawk.EndToEnd;

/// <summary>Somebody's webhook receiver: it honours <c>webhook-id</c>, as the standard asks of it, and checks signatures by its own arithmetic.</summary>
public sealed class Receiver : IAsyncDisposable
{
    // Another test's stack may still send to a receiver that had this port before.
    private readonly string _mark = Guid.NewGuid().ToString("n");
    private readonly PortBlock _ports = PortBlock.Reserve();
    private readonly ConcurrentDictionary<string, Received> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Received> _taken = new();
    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private int _requests;

    private Receiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _ports.Base));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapPost($"/{_mark}/{{name}}", TakeAsync);
    }

    /// <summary>The status that every request is answered with; 204 takes the alert, anything else does not.</summary>
    public int Answer { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>How long it thinks after it has taken an alert and before it says so: whoever dies meanwhile never hears.</summary>
    public TimeSpan Thinks { get; set; }

    /// <summary>Every request, taken or not, repeats included.</summary>
    public int Requests => _requests;

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public string Url(string name = "hook") => $"http://127.0.0.1:{_ports.Base}/{_mark}/{name}";

    /// <summary>What a sender to that name signs with.</summary>
    public void Trust(string secret, string name = "hook") => _secrets[name] = secret;

    /// <summary>What was taken, each key once, in the order of coming.</summary>
    public IReadOnlyList<Received> Taken(string name = "hook") => [.. _taken.Where(received => received.Name == name)];

    /// <summary>The types of what was taken about a monitor, in order: <c>incident.down</c>.</summary>
    public IReadOnlyList<string> Told(string monitorId, string name = "hook") => [.. Taken(name).Where(received => received.MonitorId == monitorId).Select(received => received.Type)];

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _ports.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        var at = DateTimeOffset.UtcNow;
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Response.StatusCode = Answer;
        if (Answer is < 200 or > 299) return;

        var name = (string)context.Request.RouteValues["name"]!;
        var key = context.Request.Headers["webhook-id"].ToString();
        var received = new Received(name, key, at, JsonNode.Parse(body)!.AsObject(), IsSigned(context.Request.Headers, key, name, body));
        if (_byKey.TryAdd(key, received)) _taken.Enqueue(received);
        await Task.Delay(Thinks, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Standard Webhooks 1.0.0: HMAC-SHA256 over id, timestamp and body, with the secret behind "whsec_".
    private bool IsSigned(IHeaderDictionary headers, string key, string name, string body)
    {
        if (!_secrets.TryGetValue(name, out var secret)) return false;
        var signed = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{key}.{headers["webhook-timestamp"]}.{body}"));
        return headers["webhook-signature"].ToString().Split(' ').Contains("v1," + Convert.ToBase64String(signed));
    }
}

/// <param name="Name">The address that was told.</param>
/// <param name="Key">The delivery key, <c>webhook-id</c>.</param>
/// <param name="At">When it came.</param>
/// <param name="Body">What it says.</param>
/// <param name="IsSigned">Whether its signature is right.</param>
public sealed record Received(string Name, string Key, DateTimeOffset At, JsonObject Body, bool IsSigned)
{
    public string Type => (string)Body["type"]!;

    public string? MonitorId => (string?)Body["data"]!["monitor"]?["id"];
}
