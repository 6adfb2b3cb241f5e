using System.Reflection;
using StatusHawk.Azure;
using StatusHawk.Core;

namespace StatusHawk.Infra.Tests.Rights;

/// <summary>The names of everything that is stored in, from the code. Those of a region's queues end in a hyphen, behind which its name is.</summary>
internal static class Names
{
    /// <summary>Queues of the home account.</summary>
    public static IReadOnlyList<string> HomeQueues { get; } =
        [.. typeof(Queues).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => field.GetRawConstantValue()).OfType<string>()];

    /// <summary>Queues of each region's account.</summary>
    public static IReadOnlyList<string> RegionQueues(string region) => [Queues.Checks(region), Queues.Opinions(region)];

    public static IReadOnlyList<string> Tables { get; } =
    [
        .. typeof(CosmosContainer).Assembly.GetType("StatusHawk.Azure.TableStorage", throwOnError: true)!.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.Name.EndsWith("Table", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    public static IReadOnlyList<string> Containers { get; } = [.. CosmosContainer.All.Select(container => container.Name)];

    public static IReadOnlySet<string> Of(Kind kind) => kind switch
    {
        Kind.Container => Containers.ToHashSet(),
        Kind.Table => Tables.ToHashSet(),
        _ => HomeQueues.Concat(RegionQueues("")).SelectMany(queue => new[] { queue, Queues.Poison(queue) }).ToHashSet(),
    };
}
