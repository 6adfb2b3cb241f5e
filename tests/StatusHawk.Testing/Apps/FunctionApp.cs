using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Http;

namespace StatusHawk.Testing.Apps;

/// <summary>A function app of the product, all of its functions, in this process.</summary>
internal sealed class FunctionApp : IAsyncDisposable
{
    private readonly IHost _host;

    private FunctionApp(IHost host, RecordedLog log) => (_host, Log) = (host, log);

    public RecordedLog Log { get; }

    /// <param name="app">The app's assembly.</param>
    /// <param name="storage">For all storage connections that <paramref name="settings"/> do not say otherwise of.</param>
    /// <param name="settings">Null for a setting that is missing.</param>
    /// <param name="register">What the app's <c>Program</c> registers, and stand-ins.</param>
    public static async Task<FunctionApp> StartAsync(
        Assembly app, Storage storage, IEnumerable<(string Name, string? Value)> settings, Action<FunctionsApplicationBuilder> register)
    {
        var all = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["AzureFunctionsWebHost:hostid"] = Guid.NewGuid().ToString("N"),
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["HomeStorage"] = storage.ConnectionString,
            ["RegionStorage"] = storage.ConnectionString,
            ["AzureFunctionsJobHost:logging:logLevel:default"] = "Information",
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00",
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.2",
        };
        foreach (var (name, value) in settings) all[name] = value;

        var log = new RecordedLog();
        var builder = FunctionsApplication.CreateBuilder(new FunctionsApplicationSettings { Assembly = app, Settings = all });
        builder.ConfigureFunctionsWebApplication();
        register(builder);
        builder.Logging.ClearProviders().AddProvider(log);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new FunctionApp(host, log);
    }

    public T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = _host.Services.GetRequiredService<HttpFront>().Address };
        return await client.GetAsync(path);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
