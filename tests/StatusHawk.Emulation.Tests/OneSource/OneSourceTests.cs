namespace StatusHawk.Emulation.Tests.OneSource;

/// <summary>One source, two runtimes: the official packages where it is deployed, the emulation here.</summary>
public sealed class OneSourceTests
{
    private static readonly string Root = Repository.Root();

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "functions"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    /// <summary>What a project asks for by a property: a package where it is deployed, a project here.</summary>
    private static readonly (string Property, string Package, string Emulation)[] Replaced =
    [
        ("FunctionApp", "Microsoft.Azure.Functions.Worker", "StatusHawk.Emulation.Functions.csproj"),
        ("UsesDurable", "Microsoft.Azure.Functions.Worker.Extensions.DurableTask", "StatusHawk.Emulation.Durable.csproj"),
        ("UsesTables", "Azure.Data.Tables", "StatusHawk.Emulation.Tables.csproj"),
        ("UsesEmail", "Azure.Communication.Email", "StatusHawk.Emulation.Email.csproj"),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Both_modes_compile_the_same_sources(string project)
    {
        var (emulated, official) = await BothAsync(project);

        emulated.CompiledFiles.ShouldNotBeEmpty();
        official.CompiledFiles.ShouldBe(emulated.CompiledFiles);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Each_mode_has_its_own_references_and_a_version_for_every_package(string project)
    {
        var (emulated, official) = await BothAsync(project);

        official["ProjectReference"].ShouldAllBe(reference => !reference.Contains("emulation"));
        emulated["PackageReference"].ShouldAllBe(package => !package.StartsWith("Microsoft.Azure.Functions.Worker"));
        foreach (var mode in new[] { emulated, official }) mode["PackageReference"].Except(mode["PackageVersion"]).ShouldBeEmpty();
        foreach (var (property, package, emulation) in Replaced)
        {
            var uses = File.ReadAllText(Path.Combine(Root, project)).Contains($"<{property}>true");
            official["PackageReference"].Contains(package).ShouldBe(uses, package);
            emulated["ProjectReference"].Any(reference => reference.Contains(emulation)).ShouldBe(uses, emulation);
        }
    }

    [Fact]
    public void Product_code_has_no_conditional_compilation_and_one_file_that_knows_of_emulation()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, "functions"), "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs") || path.EndsWith(".csproj") || path.EndsWith(".props") || path.EndsWith(".targets"))
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"))
            .ToDictionary(path => Path.GetRelativePath(Root, path), File.ReadAllText);

        files.Count.ShouldBeGreaterThan(50);
        files.Where(file => file.Value.Split('\n').Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal))).Select(file => file.Key).ShouldBeEmpty();
        files.Where(file => file.Value.Contains("StatusHawk.Emulation")).Select(file => file.Key).ShouldBe(["functions/Directory.Build.targets"]);
    }

    [Fact]
    public async Task Core_means_and_does_not_touch_azure()
    {
        var core = await Evaluated.AsAsync(Path.Combine(Root, "functions/StatusHawk.Core/StatusHawk.Core.csproj"), official: true);

        core["ProjectReference"].ShouldBeEmpty();
        core["PackageReference"].ShouldBe(["Newtonsoft.Json", "Microsoft.CodeAnalysis.BannedApiAnalyzers"]);
    }

    private static async Task<(Evaluated Emulated, Evaluated Official)> BothAsync(string project) =>
        (await Evaluated.AsAsync(Path.Combine(Root, project), official: false), await Evaluated.AsAsync(Path.Combine(Root, project), official: true));
}
