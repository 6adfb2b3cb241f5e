using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench.Pipeline;

/// <summary>
/// Stands between the apps and Azurite and counts what each asks for: every app has ports of its own here. Requests and answers pass unchanged; the signature of a
/// request does not cover the port.
/// </summary>
public sealed partial class CountingStorage : IAsyncDisposable
{
    private static readonly StorageService[] Services = [StorageService.Blob, StorageService.Queue, StorageService.Table];
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private readonly HttpClient _azurite = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });
    private readonly PortBlock _block = PortBlock.Reserve();
    private readonly Dictionary<int, Door> _doors = [];
    private readonly Dictionary<string, StorageCounter> _counters = [];
    private readonly StackPorts _ports;
    private readonly WebApplication _app;

    private CountingStorage(StackPorts ports, IReadOnlyList<string> apps)
    {
        _ports = ports;
        foreach (var app in apps)
        {
            _counters[app] = new();
            foreach (var service in Services)
                _doors.Add(_block.Base + _doors.Count, new(app, service, service switch { StorageService.Blob => ports.Blob, StorageService.Queue => ports.Queue, _ => ports.Table }));
        }

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            foreach (var port in _doors.Keys) kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton<IHostLifetime, Quiet>();
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    /// <param name="ports">Where Azurite is, or will be.</param>
    /// <param name="apps">The apps that ask.</param>
    public static async Task<CountingStorage> StartAsync(StackPorts ports, IReadOnlyList<string> apps)
    {
        var storage = new CountingStorage(ports, apps);
        await storage._app.StartAsync();
        return storage;
    }

    /// <summary>The settings that lead an app through here.</summary>
    /// <param name="app">The app's name.</param>
    /// <param name="connection">Azurite's own connection string.</param>
    public IReadOnlyDictionary<string, string> SettingsOf(string app, string connection)
    {
        foreach (var (port, door) in _doors.Where(door => door.Value.App == app)) connection = connection.Replace($":{door.Azurite}/", $":{port}/", StringComparison.Ordinal);
        return new Dictionary<string, string> { ["AzureWebJobsStorage"] = connection, ["HomeStorage"] = connection, ["RegionStorage"] = connection };
    }

    /// <summary>What was counted since this was last asked, by the app's name.</summary>
    public IReadOnlyDictionary<string, StorageTally> Take() => _counters.ToDictionary(counter => counter.Key, counter => counter.Value.Take());

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _azurite.Dispose();
        _block.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var door = _doors[context.Connection.LocalPort];
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = Copy(context, door, body.ToArray());
        try
        {
            using var answer = await _azurite.SendAsync(request, context.RequestAborted);
            var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
            Count(door, context.Request, body.Length, content);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
            {
                if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")) context.Response.Headers[name] = values.ToArray();
            }

            if (content.Length > 0) await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            // Azurite is away: so is this.
            context.Abort();
        }
    }

    private static HttpRequestMessage Copy(HttpContext context, Door door, byte[] body)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(new(context.Request.Method), new Uri($"http://127.0.0.1:{door.Azurite}{target}", AsItIs));
        if (body.Length > 0 || context.Request.ContentLength is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name is "Host" or "Connection" or "Transfer-Encoding" or "Content-Length" or "Expect") continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)) request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return request;
    }

    private void Count(Door door, HttpRequest request, long bytes, byte[] content)
    {
        var path = request.Path.Value ?? "";
        var asks = door.Service == StorageService.Queue && request.Method == "GET" && path.EndsWith("/messages", StringComparison.Ordinal);
        string[] taken = asks ? [.. MessageId().Matches(Encoding.UTF8.GetString(content)).Select(match => match.Groups[1].Value)] : [];
        var operation = StorageOperations.Of(door.Service, request.Method, path, taken.Length > 0);
        _counters[door.App].Note(operation, bytes, taken, operation == StorageOperation.QueueDelete ? path[(path.LastIndexOf('/') + 1)..] : null);
    }

    [GeneratedRegex("<MessageId>([^<]*)</MessageId>")]
    private static partial Regex MessageId();

    private sealed record Door(string App, StorageService Service, int Azurite);

    /// <summary>Signals are for whoever runs the bench.</summary>
    private sealed class Quiet : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
