using System.Reflection;
using Azure.Communication.Email;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace StatusHawk.Emulation.Tests.Functions;

public class SurfaceTests
{
    private const string Rewrite = "WRITE_SURFACE";

    public static TheoryData<string> Projects => ["StatusHawk.Emulation.Durable", "StatusHawk.Emulation.Email", "StatusHawk.Emulation.Functions", "StatusHawk.Emulation.Tables"];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task The_public_surface_is_the_one_that_was_written_down(string project)
    {
        var path = Path.Combine(Azurite.RepositoryRoot(), "emulation", project, "SURFACE.md");
        var surface = Surface.Of(AssemblyOf(project));
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
            await File.WriteAllTextAsync(path, await HeadAsync(path) + surface);

        var written = await File.ReadAllTextAsync(path);

        written[written.IndexOf("| type |", StringComparison.Ordinal)..].ShouldBe(surface);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_public_type_stands_in_a_namespace_of_the_official_packages(string project) =>
        AssemblyOf(project).GetExportedTypes().ShouldAllBe(type =>
            type.Namespace!.StartsWith("Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)
            || type.Namespace == "Microsoft.DurableTask"
            || type.Namespace == "Microsoft.DurableTask.Client"
            || type.Namespace == "Microsoft.Extensions.Hosting"
            || type.Namespace == "Azure.Communication.Email"
            || type.Namespace == "Azure.Data.Tables"
            || type.Namespace == "Azure.Data.Tables.Models");

    private static Assembly AssemblyOf(string project) => project switch
    {
        "StatusHawk.Emulation.Durable" => typeof(TaskOrchestrationContext).Assembly,
        "StatusHawk.Emulation.Email" => typeof(EmailClient).Assembly,
        "StatusHawk.Emulation.Tables" => typeof(TableClient).Assembly,
        _ => typeof(FunctionContext).Assembly,
    };

    private static async Task<string> HeadAsync(string path)
    {
        var text = await File.ReadAllTextAsync(path);
        return text[..text.IndexOf("| type |", StringComparison.Ordinal)];
    }
}
