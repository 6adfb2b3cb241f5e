using System.Text.Json.Nodes;

namespace StatusHawk.Infra.Tests.Publishing;

/// <summary>What would be published, asked of MSBuild in both modes without restoring or building: also where a machine has secrets of its own beside host.json.</summary>
public sealed class PublishedItemsTests
{
    private static readonly string[] Shared =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "host.json", "functions/Directory.Build.props", "functions/Directory.Build.targets"];

    public static TheoryData<string, bool> Modes => [.. from app in new[] { "Api", "Pipeline", "Probe" } from official in new[] { false, true } select (app, official)];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Host_json_is_published_and_local_settings_never_are(string app, bool official)
    {
        var items = (await EvaluatedAsync(app, official))["Items"]!["None"]!.AsArray();
        var none = items.ToLookup(item => (string?)item!["Link"] ?? "", item => (string?)item!["CopyToPublishDirectory"]);

        none["local.settings.json"].ShouldBe(["Never"]);
        none["host.json"].ShouldBe(["PreserveNewest"]);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Each_is_an_app_of_version_4_and_only_the_official_one_has_the_platforms_tools(string app, bool official)
    {
        var evaluated = await EvaluatedAsync(app, official);
        var packages = evaluated["Items"]!["PackageReference"]!.AsArray().Select(item => (string)item!["Identity"]!).ToArray();

        ((string)evaluated["Properties"]!["AzureFunctionsVersion"]!).ShouldBe("v4");
        ((string)evaluated["Properties"]!["OutputType"]!).ShouldBe("Exe");

        // It is what makes worker.config.json, functions.metadata and .azurefunctions/ of a build.
        packages.Contains("Microsoft.Azure.Functions.Worker.Sdk").ShouldBe(official);
        packages.Contains("Microsoft.Azure.Functions.Worker.Extensions.DurableTask").ShouldBe(official && app == "Pipeline");
    }

    // A copy of what MSBuild reads, with local settings such as nobody may publish.
    private static async Task<JsonNode> EvaluatedAsync(string app, bool official)
    {
        var folder = Directory.CreateTempSubdirectory("statushawk-items-");
        try
        {
            var project = $"functions/StatusHawk.{app}/StatusHawk.{app}.csproj";
            foreach (var file in Shared.Append(project))
            {
                var copy = Path.Combine(folder.FullName, file);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Repository.PathOf(file), copy);
            }

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "local.settings.json"), "{}");
            return JsonNode.Parse(await Tool.RunAsync(
                "dotnet", folder.FullName, "msbuild", project, "-nologo", $"-p:UseOfficialSdk={(official ? "true" : "false")}",
                "-getProperty:AzureFunctionsVersion,OutputType", "-getItem:None,PackageReference"))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
