using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Tests.Functions;

public class SurfaceTests
{
    private const string Rewrite = "WRITE_SURFACE";

    private static readonly string Path = System.IO.Path.Combine(
        Azurite.RepositoryRoot(), "emulation", "StatusHawk.Emulation.Functions", "SURFACE.md");

    [Fact]
    public async Task The_public_surface_is_the_one_that_was_written_down()
    {
        var surface = Surface.Of(typeof(FunctionContext).Assembly);
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
            await File.WriteAllTextAsync(Path, await HeadAsync() + surface);

        var written = await File.ReadAllTextAsync(Path);

        written[written.IndexOf("| type |", StringComparison.Ordinal)..].ShouldBe(surface);
    }

    [Fact]
    public void Every_public_type_stands_in_a_namespace_of_the_official_packages() =>
        typeof(FunctionContext).Assembly.GetExportedTypes().ShouldAllBe(type =>
            type.Namespace!.StartsWith("Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)
            || type.Namespace == "Microsoft.Extensions.Hosting");

    private static async Task<string> HeadAsync()
    {
        var text = await File.ReadAllTextAsync(Path);
        return text[..text.IndexOf("| type |", StringComparison.Ordinal)];
    }
}
