using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Queues;

namespace StatusHawk.Emulation.Tests.Functions;

public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("functions-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Queues_have_the_defaults_of_the_platform()
    {
        var options = Options("""{ "version": "2.0" }""");

        options.ShouldBe(new QueueOptions
        {
            Hold = TimeSpan.FromMinutes(10),
            VisibilityTimeout = TimeSpan.Zero,
            MaxPollingInterval = TimeSpan.FromMinutes(1),
            Base64 = true,
            BatchSize = 16,
            NewBatchThreshold = 8,
            MaxDequeueCount = 5,
        });
    }

    [Fact]
    public void A_setting_of_host_json_is_overridden_by_an_app_setting()
    {
        const string hostJson = """
            { "version": "2.0", "extensions": { "queues": { "batchSize": 4, "maxDequeueCount": 3, "messageEncoding": "none" } } }
            """;

        var options = Options(hostJson, ("AzureFunctionsJobHost:extensions:queues:batchSize", "8"));

        options.BatchSize.ShouldBe(8);
        options.NewBatchThreshold.ShouldBe(4);
        options.MaxDequeueCount.ShouldBe(3);
        options.Base64.ShouldBeFalse();
    }

    [Theory]
    [InlineData("x-%Region%", "x-eu")]
    [InlineData("%Region%-%A__B%", "eu-c")]
    [InlineData("plain", "plain")]
    public void A_name_between_percent_signs_is_a_setting(string text, string expected)
    {
        var settings = Settings(("Region", "eu"), ("A:B", "c"));

        SettingNames.Resolve(text, settings, "F", "queue name").ShouldBe(expected);
    }

    [Theory]
    [InlineData("Mine", "AzureWebJobsMine")]
    [InlineData("Mine", "Mine")]
    [InlineData("Mine", "ConnectionStrings:Mine")]
    [InlineData(null, "AzureWebJobsStorage")]
    public void A_connection_is_found_where_the_platform_looks(string? connection, string setting)
    {
        var settings = Settings((setting, "found"));

        StorageConnections.Resolve(connection, settings, "F").ShouldBe("found");
    }

    [Fact]
    public async Task Local_settings_stand_below_everything_else_and_reach_host_and_app()
    {
        var name = $"FromEnvironment{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable($"{name}__Inner", "environment");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "host.json"), """
            { "version": "2.0", /* a comment */ "extensions": { "http": { "routePrefix": "" } } }
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "local.settings.json"), $$"""
            {
              "IsEncrypted": false,
              "Values": {
                "OnlyLocal__Inner": "local",
                "{{name}}__Inner": "local",
                "AzureFunctionsJobHost__extensions__http__routePrefix": "overridden"
              },
              "ConnectionStrings": { "Db": "by name" }
            }
            """);
        await using var app = await FunctionApp.StartAsync(
            [typeof(Hello)], new() { ["urls"] = "http://127.0.0.1:0" }, baseDirectory: _folder.FullName);
        var configuration = app.Services.GetRequiredService<IConfiguration>();

        (await app.GetAsync("overridden/hello")).ShouldBe("hello");
        configuration["OnlyLocal:Inner"].ShouldBe("local");
        configuration[$"{name}:Inner"].ShouldBe("environment");
        configuration.GetConnectionString("Db").ShouldBe("by name");
        app.Services.GetRequiredService<HostSettings>()[$"{name}:Inner"].ShouldBe("environment");
    }

    [Fact]
    public void A_folder_without_host_json_is_refused()
    {
        var settings = new FunctionsApplicationSettings { BaseDirectory = _folder.FullName, FunctionTypes = [typeof(Hello)] };

        Should.Throw<InvalidOperationException>(() => FunctionsApplication.CreateBuilder(settings)).Message.ShouldContain(_folder.FullName);
    }

    [Fact]
    public void Encrypted_local_settings_are_refused()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "local.settings.json"), """{ "IsEncrypted": true, "Values": {} }""");

        Should.Throw<NotSupportedException>(() => LocalSettings.Read(_folder.FullName)).Message.ShouldContain("IsEncrypted");
    }

    private static HostSettings Settings(params (string Name, string Value)[] settings) => HostSettings.Load(
        new FunctionsApplicationSettings { Settings = settings.ToDictionary(s => s.Name, s => (string?)s.Value) });

    private static QueueOptions Options(string hostJson, params (string Name, string Value)[] settings)
    {
        var application = new FunctionsApplicationSettings
        {
            HostJson = hostJson,
            Settings = settings.ToDictionary(s => s.Name, s => (string?)s.Value),
        };
        var hostSettings = HostSettings.Load(application);
        return QueueOptions.Read(HostJson.Load(application, hostSettings), hostSettings);
    }

    public static class Hello
    {
        [Function("Hello")]
        public static IResult Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello")] HttpRequest request) => Results.Text("hello");
    }
}
