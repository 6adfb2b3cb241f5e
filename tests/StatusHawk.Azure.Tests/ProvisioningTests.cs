using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Azure.Tests;

public sealed class ProvisioningTests(Emulators emulators)
{
    [Fact]
    public async Task Containers_of_an_earlier_version_get_the_orders_of_the_lists_and_keep_what_they_hold()
    {
        var configuration = new ConfigurationBuilder().AddConfiguration(emulators.Stack.Configuration())
            .AddInMemoryCollection([new("Cosmos:Database", "earlier-" + Ids.Random(8))]).Build();
        await using var services = new ServiceCollection().AddStatusHawkStores(configuration).BuildServiceProvider();
        var cosmos = services.GetRequiredService<CosmosDatabase>();
        await cosmos.Database.Client.CreateDatabaseAsync(cosmos.Database.Id);
        await cosmos.Database.CreateContainerAsync(new ContainerProperties("workspaces", "/workspaceId") { DefaultTimeToLive = -1 });
        var (store, monitor) = (services.GetRequiredService<IMonitorStore>(), Examples.Monitor());
        await store.CreateAsync(monitor, default);

        for (var time = 0; time < 2; time++) await cosmos.CreateMissingAsync(default);

        (await store.ListAsync(monitor.WorkspaceId, new(), new(1, After: null), default)).Items.ShouldHaveSingleItem().ShouldBeWhole(monitor);
    }
}
