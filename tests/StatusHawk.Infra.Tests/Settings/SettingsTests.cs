using StatusHawk.Infra.Tests.Deployments;
using StatusHawk.Infra.Tests.Reading;

namespace StatusHawk.Infra.Tests.Settings;

/// <summary>The settings that the code reads, the documents describe and the deployment sets are the same.</summary>
public sealed class SettingsTests
{
    /// <summary>Settings that the platform and the SDKs read, by whom.</summary>
    private static readonly Dictionary<string, string> Foreign = new()
    {
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "the Functions host",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "the Functions host: it sends with the app's identity",
        ["AZURE_CLIENT_ID"] = "DefaultAzureCredential: which identity",
        ["AZURE_TOKEN_CREDENTIALS"] = "DefaultAzureCredential: that identity alone",
        ["AzureWebJobsStorage__blobServiceUri"] = "the Functions host",
        ["AzureWebJobsStorage__queueServiceUri"] = "the Functions host, Durable",
        ["AzureWebJobsStorage__tableServiceUri"] = "the Functions host, Durable",
        ["AzureWebJobsStorage__credential"] = "the Functions host",
        ["AzureWebJobsStorage__clientId"] = "the Functions host",
        ["Logging__Console__FormatterName"] = ".NET's logging to the console",
        ["Logging__Console__LogToStandardErrorThreshold"] = ".NET's logging to the console, which the platform reads",
    };

    private static readonly Dictionary<string, AppOptions> Options = new[] { "Api", "Pipeline", "Probe" }.ToDictionary(app => app, app => new AppOptions(app));

    public static TheoryData<string, string> Apps =>
        [.. from parameters in new[] { "main.bicepparam", "production.bicepparam" } from app in new[] { "Api", "Pipeline", "Probe" } select (parameters, app)];

    [Fact]
    public void The_table_of_settings_is_read()
    {
        Documented.All.Count.ShouldBeGreaterThan(80);
        Documented.All.ShouldContain(setting => setting.Name == "Plans:{name}:KeepDaysForDays");
        Documented.All.ShouldContain(setting => setting.Is("Sealing:Keys:k1") && setting.IsNeededBy('R'));
        Documented.All.ShouldContain(setting => setting.Name == "ProbeRegion" && setting.IsNeededBy('R') && !setting.IsNeededBy('A'));
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task Every_setting_that_an_apps_code_reads_is_set_or_has_a_documented_default(string parameters, string name)
    {
        var apps = (await Deployment.OfAsync(parameters)).Apps.Where(app => app.App == name).ToArray();
        var used = Options[name].Used(AppCode.Of(apps[0].Code)).ToArray();

        used.Length.ShouldBeGreaterThan(5);
        foreach (var app in apps)
        {
            var missing = used.Where(each => !IsSet(each.Setting, app) && !HasDefault(each.Setting, app));
            missing.Select(each => each.Setting).ShouldBeEmpty(app.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task Every_setting_that_an_app_needs_is_set(string parameters, string name)
    {
        foreach (var app in (await Deployment.OfAsync(parameters)).Apps.Where(app => app.App == name))
        {
            var missing = Documented.All.Where(setting => setting.IsNeededBy(app.Letter) && !app.Configuration.Keys.Any(set => setting.Is(set) || IsConnection(setting.Name, set)));
            missing.Select(setting => setting.Name).ShouldBeEmpty(app.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task Nothing_is_set_that_nobody_reads(string parameters, string name)
    {
        foreach (var app in (await Deployment.OfAsync(parameters)).Apps.Where(app => app.App == name))
            app.Settings.Keys.Where(setting => !IsRead(setting, app)).ShouldBeEmpty(app.Name);
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task Every_app_starts_with_the_settings_that_are_set(string parameters, string name)
    {
        foreach (var app in (await Deployment.OfAsync(parameters)).Apps.Where(app => app.App == name)) Options[name].FaultsOf(app.Configuration).ShouldBeEmpty(app.Name);
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task What_triggers_name_are_flat_settings(string parameters, string name)
    {
        foreach (var app in (await Deployment.OfAsync(parameters)).Apps.Where(app => app.App == name))
        {
            // The platform looks them up as they stand, and knows nothing of sections.
            Triggers.Named(app.Code).ShouldAllBe(setting => !setting.Contains(':') && !setting.Contains("__"));
            Triggers.Named(app.Code).Except(app.Settings.Keys).ShouldBeEmpty(app.Name);
            foreach (var timer in Triggers.Timers(app.Code)) Triggers.Filled(timer.Schedule, app.Settings).Split(' ').Length.ShouldBe(6, timer.Schedule);
        }
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task Every_trigger_connects_as_the_app(string parameters, string name)
    {
        foreach (var app in (await Deployment.OfAsync(parameters)).Apps.Where(app => app.App == name))
        {
            foreach (var connection in Triggers.Queues(app.Code).Select(trigger => trigger.Connection!).Append("AzureWebJobsStorage").Distinct())
            {
                app.Settings.Keys.ShouldContain($"{connection}__queueServiceUri");
                app.Settings[$"{connection}__credential"].ShouldBe("managedidentity");
                app.Settings[$"{connection}__clientId"].ShouldBe($"<<{app.Identity}#properties.clientId>>");
            }

            app.Settings["AZURE_CLIENT_ID"].ShouldBe($"<<{app.Identity}#properties.clientId>>");
        }
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task What_is_always_ready_serves_functions_that_there_are(string parameters, string name)
    {
        foreach (var app in (await Deployment.OfAsync(parameters)).Apps.Where(app => app.App == name))
        {
            var ready = app.Site["functionAppConfig.scaleAndConcurrency.alwaysReady"]?.AsArray().Select(each => (string)each!["name"]!) ?? [];
            ready.Except(["http", "durable", .. Triggers.Functions(app.Code).Select(function => $"function:{function}")]).ShouldBeEmpty(app.Name);
        }
    }

    private static bool IsSet(string setting, DeployedApp app) =>
        app.Configuration.ContainsKey(setting) || Documented.All.Any(documented => documented.IsOneOfMany && documented.Is(setting) && app.Configuration.Keys.Any(documented.Is));

    private static bool HasDefault(string setting, DeployedApp app) =>
        Documented.All.Any(documented => documented.Is(setting) && documented.Apps.Contains(app.Letter) && !documented.IsNeededBy(app.Letter));

    private static bool IsRead(string setting, DeployedApp app)
    {
        var name = setting.Replace("__", ":", StringComparison.Ordinal);
        return Foreign.ContainsKey(setting) || Triggers.Named(app.Code).Contains(setting) || Options[app.App].Binds(name)
            || Documented.All.Any(documented => documented.Apps.Contains(app.Letter) && (IsConnection(documented.Name, name) || IsRegionsConnection(documented, name)));
    }

    // A storage account, by its address and by whom it is asked as.
    private static bool IsConnection(string connection, string setting) =>
        connection is "HomeStorage" or "RegionStorage" or "AzureWebJobsStorage"
        && setting.Split(':') is [var name, "queueServiceUri" or "tableServiceUri" or "blobServiceUri" or "credential" or "clientId"]
        && name.Equals(connection, StringComparison.OrdinalIgnoreCase);

    private static bool IsRegionsConnection(Documented documented, string setting) =>
        documented.Name == "RegionStorage:{region}"
        && setting.EndsWith(":queueServiceUri", StringComparison.OrdinalIgnoreCase)
        && documented.Is(setting[..setting.LastIndexOf(':')]);
}
