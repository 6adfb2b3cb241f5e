using System.Diagnostics;
using System.Text.Json.Nodes;

namespace StatusHawk.Emulation.Tests.OneSource;

/// <summary>A product project as MSBuild sees it in one of the two modes, without building or restoring it.</summary>
internal sealed class Evaluated
{
    private readonly JsonObject _items;

    private Evaluated(JsonObject items) => _items = items;

    public IReadOnlyList<string> this[string item] => [.. _items[item]!.AsArray().Select(each => (string)each!["Identity"]!)];

    /// <summary>Full paths, so that a file linked from elsewhere counts too.</summary>
    public IReadOnlyList<string> CompiledFiles => [.. _items["Compile"]!.AsArray().Select(each => (string)each!["FullPath"]!).Order(StringComparer.Ordinal)];

    public static async Task<Evaluated> AsAsync(string project, bool official)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-getItem:Compile,PackageReference,PackageVersion,ProjectReference", $"-p:UseOfficialSdk={(official ? "true" : "false")}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var msbuild = Process.Start(start)!;
        var errors = msbuild.StandardError.ReadToEndAsync(bound.Token);
        var output = await msbuild.StandardOutput.ReadToEndAsync(bound.Token);
        await msbuild.WaitForExitAsync(bound.Token);
        msbuild.ExitCode.ShouldBe(0, output + await errors);
        return new(JsonNode.Parse(output)!["Items"]!.AsObject());
    }
}
