using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core;

namespace StatusHawk.Azure;

/// <summary>Creates database, containers, queues and tables on emulators. In Azure the deployment does it, and the apps have no right to.</summary>
public static class Provisioning
{
    public static async Task CreateMissingAsync(IConfiguration configuration, IReadOnlyList<string> regions, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddStatusHawkStores(configuration).BuildServiceProvider();
        await services.GetRequiredService<CosmosDatabase>().CreateMissingAsync(cancellationToken);
        await services.GetRequiredService<TableStorage>().CreateMissingAsync(cancellationToken);
        var queues = services.GetRequiredService<StorageQueues>();
        string[] names = [.. Queues.Home, .. regions.Select(Queues.Checks), .. regions.Select(Queues.Opinions)];
        await Task.WhenAll(names.Select(name => queues.CreateMissingAsync(name, cancellationToken)));
    }
}
