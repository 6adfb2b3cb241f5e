using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Http;

namespace StatusHawk.Emulation.Tests.Functions;

/// <summary>A function app in this process, over the classes that a test chooses.</summary>
internal sealed class FunctionApp : IAsyncDisposable
{
    public const string FastHostJson = """
        {
          "version": "2.0",
          "extensions": {
            "http": { "routePrefix": "" },
            "queues": { "messageEncoding": "none", "maxPollingInterval": "00:00:00.2", "visibilityTimeout": "00:00:00" }
          },
          "singleton": { "listenerLockPeriod": "00:00:15", "listenerLockRecoveryPollingInterval": "00:00:15" },
          "logging": { "logLevel": { "default": "Error" } }
        }
        """;

    private readonly IHost _host;
    private bool _stopped;

    private FunctionApp(IHost host, Recorder recorder) => (_host, Recorder) = (host, recorder);

    public Recorder Recorder { get; }

    public IServiceProvider Services => _host.Services;

    public Uri Address => _host.Services.GetRequiredService<HttpFront>().Address;

    public static Dictionary<string, string?> Settings(Azurite? azurite, string? queue = null) => new()
    {
        ["urls"] = "http://127.0.0.1:0",
        ["AzureWebJobsStorage"] = azurite?.ConnectionString,
        ["AzureFunctionsWebHost:hostid"] = Guid.NewGuid().ToString("N"),
        ["Queue"] = queue,
    };

    public static async Task<FunctionApp> StartAsync(
        IReadOnlyList<Type> types,
        Dictionary<string, string?> settings,
        Action<FunctionsApplicationBuilder>? configure = null,
        string hostJson = FastHostJson,
        string? baseDirectory = null)
    {
        var recorder = new Recorder();
        var app = new FunctionApp(Build(types, settings, recorder, configure, hostJson, baseDirectory), recorder);
        await app._host.StartAsync();
        return app;
    }

    /// <summary>Starts an app that must not start, and gives what it says.</summary>
    public static async Task<Exception> RefusedAsync(
        IReadOnlyList<Type> types,
        Dictionary<string, string?> settings,
        string hostJson = FastHostJson)
    {
        var thrown = await Record.ExceptionAsync(async () =>
        {
            using var host = Build(types, settings, new Recorder(), null, hostJson, null);
            await host.StartAsync();
        });
        return thrown.ShouldNotBeNull();
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null) =>
        Http.SendAsync(new HttpRequestMessage(method, new Uri(Address, path)) { Content = content });

    public async Task<string> GetAsync(string path)
    {
        var response = await SendAsync(HttpMethod.Get, path);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async Task StopAsync(bool abandon = false)
    {
        _stopped = true;
        await _host.StopAsync(new CancellationToken(abandon));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
            await StopAsync();
        _host.Dispose();
    }

    public static HttpClient Http { get; } = new();

    private static IHost Build(
        IReadOnlyList<Type> types,
        Dictionary<string, string?> settings,
        Recorder recorder,
        Action<FunctionsApplicationBuilder>? configure,
        string hostJson,
        string? baseDirectory)
    {
        var application = new FunctionsApplicationSettings { FunctionTypes = types, Settings = settings, HostJson = hostJson };
        if (baseDirectory is not null)
            application = application with { BaseDirectory = baseDirectory, HostJson = null };
        var builder = FunctionsApplication.CreateBuilder(application);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(recorder);
        if (configure is null)
            builder.ConfigureFunctionsWebApplication();
        else
            configure(builder);
        return builder.Build();
    }
}
