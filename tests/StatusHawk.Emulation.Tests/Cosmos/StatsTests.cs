using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace StatusHawk.Emulation.Tests.Cosmos;

public sealed class StatsTests
{
    private static readonly PartitionKey A = new("a");

    [Fact]
    public async Task Each_container_and_operation_is_counted_apart_since_the_last_reset()
    {
        await using var emulator = new CosmosEmulatorProcess();
        await emulator.StartAsync();
        using var client = emulator.NewClient();
        Database database = await client.CreateDatabaseAsync("statushawk");
        var (busy, idle) = (await database.NewContainerAsync(), await database.NewContainerAsync());
        await busy.CreateItemAsync(new Note("0", "a"), A);
        await emulator.ResetStatsAsync();

        var created = await busy.CreateItemAsync(new Note("1", "a"), A);
        var read = await busy.ReadItemAsync<Note>("1", A);

        var stats = await emulator.StatsOfAsync(busy);
        stats.GetProperty("items").GetInt32().ShouldBe(2);
        var operations = stats.GetProperty("operations");
        operations.EnumerateObject().Select(operation => operation.Name).ShouldBe(["create", "read"]);
        RequestUnits(operations, "create").ShouldBe(created.RequestCharge);
        RequestUnits(operations, "read").ShouldBe(read.RequestCharge);
        operations.GetProperty("create").GetProperty("bytes").GetInt32().ShouldBeGreaterThan(100);
        (await emulator.StatsOfAsync(idle)).GetProperty("operations").EnumerateObject().ShouldBeEmpty();
    }

    private static double RequestUnits(JsonElement operations, string kind) =>
        operations.GetProperty(kind).GetProperty("requestUnits").GetDouble();
}
