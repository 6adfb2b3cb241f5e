using Xunit.Sdk;
using Xunit.v3;

namespace StatusHawk.EndToEnd;

/// <summary>
/// The classes that take minutes begin first: the tests of a class run one after the other, and one that began last would keep all waiting for it alone.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["KillTests", "FaultTests", "StoreFaultTests", "FlappingTests", "BlipTests", "HeartbeatTests", "AbsenceTests", "CostTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName))];

    // "Test collection for StatusHawk.EndToEnd.Incidents.FaultTests (id: …)"
    private static int Place(string name) => Array.FindIndex(Long, type => name.Contains($".{type} ", StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Length;
}
