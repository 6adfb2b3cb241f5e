namespace StatusHawk.Bench.Cost;

/// <summary>Instances that are always there, as the parameter <c>alwaysReady</c> of <c>infra/main.bicep</c> has them.</summary>
/// <param name="Requests">Of Api.</param>
/// <param name="Schedule">Of Pipeline's planning.</param>
/// <param name="Recording">Of each of the two functions that record.</param>
/// <param name="Orchestrations">Of Durable.</param>
/// <param name="Rounds">Of each region.</param>
/// <param name="Opinions">Of each region.</param>
public sealed record AlwaysReady(int Requests, int Schedule, int Recording, int Orchestrations, int Rounds, int Opinions);

/// <summary>An installation by its parameters file, with the monitors that it is meant for.</summary>
/// <param name="File">The file under <c>infra/</c>.</param>
/// <param name="Monitors">Each is checked from all regions every 60 s.</param>
/// <param name="Regions">How many regions.</param>
/// <param name="AlwaysReady">Instances that are always there.</param>
/// <param name="CosmosThroughput">Most request units a second; 0: serverless.</param>
/// <param name="InstanceMemory">Memory of an instance in MB.</param>
/// <param name="IsPrivate">Whether stores are reached by private endpoints only.</param>
/// <param name="HasDashboard">Whether there is a static site.</param>
public sealed record Installation(
    string File, int Monitors, int Regions, AlwaysReady AlwaysReady, int CosmosThroughput, int InstanceMemory, bool IsPrivate, bool HasDashboard)
{
    public static Installation Small { get; } = new("main.bicepparam", 10, 2, new(1, 1, 0, 1, 0, 0), 0, 512, IsPrivate: false, HasDashboard: false);

    public static Installation Production { get; } = new("production.bicepparam", 1_000, 3, new(1, 1, 1, 1, 1, 1), 1_000, 512, IsPrivate: true, HasDashboard: true);

    /// <summary>The same file with what so many monitors want: large instances, five of them for rounds, and more request units. Its stores are public, for a gateway's price goes by bytes.</summary>
    public static Installation Large { get; } = Production with
    {
        Monitors = 100_000,
        AlwaysReady = new(1, 1, 1, 1, 5, 1),
        CosmosThroughput = 9_000,
        InstanceMemory = 2_048,
        IsPrivate = false,
    };

    /// <summary>Private endpoints: queues and tables at home, blobs of Api's host, all three of Pipeline's, Cosmos DB, the vault; blobs and queues of each region.</summary>
    public int PrivateEndpoints => IsPrivate ? 2 + 1 + 3 + 1 + 1 + (2 * Regions) : 0;

    /// <summary>Gateways: home's, and one for each region.</summary>
    public int Gateways => IsPrivate ? 1 + Regions : 0;
}
