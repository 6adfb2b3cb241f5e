using System.Text.Json.Nodes;

namespace StatusHawk.Infra.Tests.Deployments;

/// <summary>What <c>infra/</c> would deploy, as <c>tests/infra</c> evaluates it. What only Azure knows is <c>&lt;&lt;id#path&gt;&gt;</c>.</summary>
internal sealed class Deployment
{
    private static readonly SemaphoreSlim Installing = new(1);
    private static readonly Lazy<Task<Deployment>> LazySmall = new(() => EvaluateAsync("main.bicepparam"));
    private static readonly Lazy<Task<Deployment>> LazyProduction = new(() => EvaluateAsync("production.bicepparam"));

    private Deployment(string parameters, JsonObject evaluated)
    {
        Parameters = parameters;
        Outputs = evaluated["outputs"]!.AsObject();
        Resources = [.. evaluated["resources"]!.AsArray().Select(each => new Resource(each!.AsObject()))];
        Regions = [.. evaluated["parameters"]!["regions"]!.AsArray().Select(each => (string)each!)];
        Api = new(this, "Api", (string)Outputs["API_APP_NAME"]!, null);
        Pipeline = new(this, "Pipeline", (string)Outputs["PIPELINE_APP_NAME"]!, null);
        Probes = [.. Outputs["PROBE_APP_NAMES"]!.AsArray().Select((name, i) => new DeployedApp(this, "Probe", (string)name!, Regions[i]))];
    }

    /// <summary>The files of parameters that the repository has.</summary>
    public static TheoryData<string> All => ["main.bicepparam", "production.bicepparam"];

    public string Parameters { get; }
    public JsonObject Outputs { get; }
    public IReadOnlyList<Resource> Resources { get; }
    public IReadOnlyList<string> Regions { get; }
    public DeployedApp Api { get; }
    public DeployedApp Pipeline { get; }
    public IReadOnlyList<DeployedApp> Probes { get; }
    public IReadOnlyList<DeployedApp> Apps => [Api, Pipeline, .. Probes];

    public static Task<Deployment> OfAsync(string parameters) => parameters == "main.bicepparam" ? LazySmall.Value : LazyProduction.Value;

    public IReadOnlyList<Resource> Of(string type) => [.. Resources.Where(resource => resource.Type == type)];

    /// <summary>The storage account that everybody has in common.</summary>
    public string HomeAccount => Of("Microsoft.Storage/storageAccounts/tableServices/tables").Select(table => table.Account).Distinct().ShouldHaveSingleItem();

    private static async Task<Deployment> EvaluateAsync(string parameters)
    {
        var folder = Repository.PathOf("tests", "infra");
        await InstallAsync(folder);
        var evaluated = await Tool.RunAsync("node", Repository.Root, Path.Combine(folder, "deployment.mjs"), Repository.PathOf("infra", parameters));
        return new(parameters, JsonNode.Parse(evaluated)!.AsObject());
    }

    private static async Task InstallAsync(string folder)
    {
        await Installing.WaitAsync();
        try
        {
            if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))) await Tool.RunAsync("npm", folder, "ci", "--no-audit", "--no-fund");
        }
        finally
        {
            Installing.Release();
        }
    }
}
