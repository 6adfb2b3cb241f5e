using Microsoft.Azure.Cosmos;

[assembly: AssemblyFixture(typeof(StatusHawk.Emulation.Tests.Cosmos.CosmosEmulatorFixture))]

namespace StatusHawk.Emulation.Tests.Cosmos;

/// <summary>
/// One emulator and one client for all tests that neither restart it, nor reset its statistics, nor change its faults; each takes
/// containers of its own. It starts when the first test asks.
/// </summary>
public sealed class CosmosEmulatorFixture : IAsyncLifetime
{
    private readonly Lazy<Task<Database>> _database;
    private CosmosClient? _client;

    public CosmosEmulatorFixture() => _database = new Lazy<Task<Database>>(StartAsync);

    public CosmosEmulatorProcess Emulator { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A new container, partitioned by `/shard` unless said otherwise.</summary>
    public async Task<Container> NewContainerAsync(int? defaultTtl = null, string partitionPath = "/shard") =>
        await (await _database.Value).NewContainerAsync(defaultTtl, partitionPath);

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Emulator.DisposeAsync();
    }

    private async Task<Database> StartAsync()
    {
        await Emulator.StartAsync();
        _client = Emulator.NewClient();
        return await _client.CreateDatabaseIfNotExistsAsync("statushawk");
    }
}

internal static class Containers
{
    public static async Task<Container> NewContainerAsync(this Database database, int? defaultTtl = null, string partitionPath = "/shard")
    {
        var properties = new ContainerProperties($"c{Guid.NewGuid():n}", partitionPath) { DefaultTimeToLive = defaultTtl };
        return await database.CreateContainerIfNotExistsAsync(properties);
    }
}
