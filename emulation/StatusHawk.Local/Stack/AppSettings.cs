using System.Globalization;
using StatusHawk.Local.Data;
using StatusHawk.Local.Ports;

namespace StatusHawk.Local.Stack;

/// <summary>What the function apps are told, in environment form. <c>docs/configuration.md</c> explains each.</summary>
internal sealed class AppSettings(StackPorts ports, Secrets secrets)
{
    public const string PageSlug = "demo";
    public const string OwnerEmail = "owner@example.com";
    private const string StorageAccount = "devstoreaccount1";

    private const string Unlimited = "100000000";

    /// <summary>Opens the mail catcher, and nothing else.</summary>
    public const string MailKey = "bWFpbC1jYXRjaGVyLW9mLXRoZS1sb2NhbC1zdGFjaw==";

    // Both keys are the emulators' published ones. They open nothing else.
    private const string StorageKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string CosmosKey = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    public string StorageConnection { get; } =
        $"DefaultEndpointsProtocol=http;AccountName={StorageAccount};AccountKey={StorageKey};" +
        $"BlobEndpoint={Local(ports.Blob)}{StorageAccount};QueueEndpoint={Local(ports.Queue)}{StorageAccount};TableEndpoint={Local(ports.Table)}{StorageAccount};";

    public static Uri Local(int port) => new($"http://127.0.0.1:{port}/");

    public Uri Cosmos { get; } = new($"https://127.0.0.1:{ports.Cosmos}/");

    /// <summary>What a store needs, whoever uses it.</summary>
    public Dictionary<string, string> Stores()
    {
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = StorageConnection,
            ["HomeStorage"] = StorageConnection,
            ["Cosmos__Endpoint"] = Cosmos.ToString(),
            ["Cosmos__Key"] = CosmosKey,
            ["Cosmos__Database"] = "statushawk",
            ["Cosmos__Gateway"] = "true",
            ["Cosmos__AcceptAnyCertificate"] = "true",
        };
        for (var i = 0; i < ports.Regions.Count; i++) settings[string.Create(CultureInfo.InvariantCulture, $"Regions__Names__{i}")] = ports.Regions[i];
        return settings;
    }

    public Dictionary<string, string> Api() => new(App(Stores(), "api", ports.Api))
    {
        ["Api__PublicUrl"] = Origin(ports.Api),
        ["Probe__AllowPrivateTargets"] = "true",

        // Benches and tests ask as fast as they can, all from one address.
        ["RateLimits__PerKeyPerMinute"] = Unlimited,
        ["RateLimits__PerAddressPerMinute"] = Unlimited,
        ["RateLimits__AttemptsPerAddressPerMinute"] = Unlimited,
        ["Bootstrap__WorkspaceId"] = secrets.WorkspaceId,
        ["Bootstrap__WorkspaceName"] = "Demo",
        ["Bootstrap__ApiKey"] = secrets.ApiKey,
        ["Bootstrap__PageSlug"] = PageSlug,
        ["Bootstrap__PageTitle"] = "Demo status",
        ["Bootstrap__OwnerEmail"] = OwnerEmail,
        ["Bootstrap__OwnerPassword"] = secrets.OwnerPassword!,
        ["Bootstrap__OwnerName"] = "Owner",

        // One machine, one address: whoever tries things out, and the tests, are not to be kept waiting.
        ["Accounts__MailsPerAddress"] = "10000",
        ["Accounts__SignInsPerAddress"] = "10000",
    };

    public Dictionary<string, string> Pipeline() => new(App(Stores(), "pipeline", ports.Pipeline))
    {
        ["ScheduleEvery"] = "*/10 * * * * *",
        ["WatchdogEvery"] = "0 * * * * *",
        ["UptimeEvery"] = "30 */5 * * * *",
        ["Alerting__PublicUrl"] = Origin(ports.Api),
        ["Probe__AllowPrivateTargets"] = "true",
        ["Email__ConnectionString"] = $"endpoint={Origin(ports.Mail)};accesskey={MailKey}",
        ["Email__Sender"] = "alerts@statushawk.local",
    };

    public Dictionary<string, string> Probe(string region) => new(App([], "probe-" + region, ports.Probe(region)))
    {
        ["AzureWebJobsStorage"] = StorageConnection,
        ["HomeStorage"] = StorageConnection,
        ["RegionStorage"] = StorageConnection,
        ["ProbeRegion"] = region,
        ["Probe__AllowPrivateTargets"] = "true",
        ["Probe__Canaries__0"] = Origin(ports.Target) + "/canary",
    };

    /// <summary>An origin has no slash at its end.</summary>
    public static string Origin(int port) => $"http://127.0.0.1:{port}";

    private Dictionary<string, string> App(Dictionary<string, string> settings, string name, int port)
    {
        settings["AzureFunctionsWebHost__hostid"] = "statushawk-" + name;
        settings["ASPNETCORE_URLS"] = Origin(port);
        // host.json says what is worth paying for; what a laptop writes down costs nothing.
        settings["AzureFunctionsJobHost__logging__logLevel__default"] = "Information";
        settings["Sealing__CurrentKeyId"] = secrets.SealingKeyId;
        settings[$"Sealing__Keys__{secrets.SealingKeyId}"] = secrets.SealingKey;
        // Several servers share a laptop: the runtime's default would give each a heap per core.
        settings["DOTNET_gcServer"] = "0";
        settings["NO_PROXY"] = settings["no_proxy"] = "127.0.0.1,localhost";
        return settings;
    }
}
