using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using StatusHawk.Emulation.Functions.Configuration;

namespace StatusHawk.Emulation.Functions.Hosting;

/// <summary>Configuration and logging as the local host gives them to a worker.</summary>
internal static class HostDefaultsOfFunctions
{
    public static HostApplicationBuilder CreateHostBuilder(FunctionsApplicationSettings settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(
        [
            new(HostDefaults.EnvironmentKey, Environments.Development),
            new("hostBuilder:reloadConfigOnChange", "false"),
        ]);
        configuration.AddEnvironmentVariables("AZURE_FUNCTIONS_");
        var host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = settings.Args,
            Configuration = configuration,
            ContentRootPath = settings.BaseDirectory,
        });
        AddLocalSettings(host.Configuration, LocalSettings.Read(settings.BaseDirectory));
        host.Configuration.AddInMemoryCollection(settings.Settings);
        AddLogging(host.Logging, HostJson.Load(settings, HostSettings.Load(settings)));
        AddSerializer(host.Services);
        return host;
    }

    private static void AddLocalSettings(ConfigurationManager configuration, IReadOnlyDictionary<string, string?> values)
    {
        var environment = configuration.Sources.OfType<EnvironmentVariablesConfigurationSource>().Last(s => string.IsNullOrEmpty(s.Prefix));
        IConfigurationSource source = new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = values };
        configuration.Sources.Insert(configuration.Sources.IndexOf(environment), source);
    }

    private static void AddLogging(ILoggingBuilder logging, HostJson hostJson)
    {
        logging.ClearProviders();

        // Before the console itself, so that Logging:Console has the last word: its formatter too.
        logging.Services.Configure<SimpleConsoleFormatterOptions>(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<JsonConsoleFormatterOptions>(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        logging.AddConsole();
        // The platform's host logs no request of its own web server; the app's configuration may still ask for it.
        logging.Services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<LoggerFilterOptions>>(
            new ConfigureOptions<LoggerFilterOptions>(o => o.AddFilter("Microsoft.AspNetCore", LogLevel.Warning))));
        logging.AddConfiguration(hostJson.Section("logging"));
    }

    private static void AddSerializer(IServiceCollection services)
    {
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddOptions<WorkerOptions>().PostConfigure<IOptions<JsonSerializerOptions>>(
            (worker, json) => worker.Serializer ??= new JsonObjectSerializer(json.Value));
    }
}
