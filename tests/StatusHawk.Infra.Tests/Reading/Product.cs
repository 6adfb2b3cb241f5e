using System.Reflection;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>What is the product's own, and what others call it by.</summary>
internal static class Product
{
    public const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> Names = ["StatusHawk.Core", "StatusHawk.Azure", "StatusHawk.Api", "StatusHawk.Pipeline", "StatusHawk.Probe"];

    public static bool Has(Assembly assembly) => Names.Contains(assembly.GetName().Name!);

    /// <summary>Whether it is a type of an SDK of Azure's, the official one or what stands for it.</summary>
    public static bool IsOfService(Type type) =>
        type.Namespace is { } space && (space.StartsWith("Azure.", StringComparison.Ordinal) || space.StartsWith("Microsoft.Azure.Cosmos", StringComparison.Ordinal));

    /// <summary>Lists that the compiler makes of <c>[…]</c> are no product code: they hold what they are given, as others' lists do.</summary>
    public static bool Has(MemberInfo member) =>
        Has(member.Module.Assembly) && (member as Type ?? member.DeclaringType)?.Name.StartsWith("<>z__", StringComparison.Ordinal) != true;

    /// <summary>The method as it is written, for whatever type arguments.</summary>
    public static MethodBase Written(MethodBase method) => method.DeclaringType is { IsArray: true } ? method : method.Module.ResolveMethod(method.MetadataToken)!;

    public static Type Written(Type type) => type.IsGenericType && !type.IsGenericTypeDefinition ? type.GetGenericTypeDefinition() : type;

    /// <summary>Methods of a type that stand for those of another: (what is called, what then runs).</summary>
    public static IEnumerable<(MethodBase Called, MethodBase Runs)> Stands(Type type)
    {
        foreach (var contract in type.GetInterfaces())
        {
            var map = type.GetInterfaceMap(contract);
            for (var i = 0; i < map.InterfaceMethods.Length; i++)
            {
                if (map.TargetMethods[i] is { } target) yield return (Written(map.InterfaceMethods[i]), Written(target));
            }
        }

        for (var over = type; over is not null && Has(over); over = over.BaseType is { } up ? Written(up) : null)
        {
            foreach (var method in over.GetMethods(Everything).Where(method => method.IsVirtual && method.GetBaseDefinition() != method))
                yield return (Written(method.GetBaseDefinition()), Written(method));
        }
    }
}
