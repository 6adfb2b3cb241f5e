using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Options;
using StatusHawk.Azure.Watching;
using StatusHawk.Core;

namespace StatusHawk.Azure;

/// <summary>The database and its containers, over one client for the process.</summary>
public sealed class CosmosDatabase : IDisposable
{
    // The time decides, not their number: an account that asks for 20 ms each time is asked often.
    private const int ThrottledTries = 100;
    private readonly CosmosClient _client;

    public CosmosDatabase(IOptions<CosmosOptions> options)
    {
        var cosmos = options.Value;
        var clientOptions = new CosmosClientOptions
        {
            ApplicationName = "StatusHawk",
            ConnectionMode = cosmos.Gateway ? ConnectionMode.Gateway : ConnectionMode.Direct,
            LimitToEndpoint = cosmos.Gateway,
            UseSystemTextJsonSerializerWithOptions = StatusHawkJson.Options,
            EnableContentResponseOnWrite = false,
            MaxRetryAttemptsOnRateLimitedRequests = ThrottledTries,
            MaxRetryWaitTimeOnRateLimitedRequests = cosmos.ThrottledFor,
            CosmosClientTelemetryOptions = new CosmosClientTelemetryOptions { DisableSendingMetricsToService = true, DisableDistributedTracing = true },
        };
        clientOptions.CustomHandlers.Add(new CountRequestUnits());
        if (cosmos.AcceptAnyCertificate) clientOptions.ServerCertificateCustomValidationCallback = (_, _, _) => true;
        _client = cosmos.Key.Length > 0
            ? new CosmosClient(cosmos.Endpoint, cosmos.Key, clientOptions)
            : new CosmosClient(cosmos.Endpoint, new DefaultAzureCredential(), clientOptions);
        Database = _client.GetDatabase(cosmos.Database);
    }

    public Database Database { get; }
    public Container Workspaces => Database.GetContainer(CosmosContainer.Workspaces.Name);
    public Container Accounts => Database.GetContainer(CosmosContainer.Accounts.Name);
    public Container Log => Database.GetContainer(CosmosContainer.Log.Name);
    public Container Live => Database.GetContainer(CosmosContainer.Live.Name);
    public Container Incidents => Database.GetContainer(CosmosContainer.Incidents.Name);
    public Container History => Database.GetContainer(CosmosContainer.History.Name);
    public Container Pages => Database.GetContainer(CosmosContainer.Pages.Name);

    /// <summary>Creates what is missing. For emulators: in Azure the deployment does it, and the apps have no right to.</summary>
    public async Task CreateMissingAsync(CancellationToken cancellationToken)
    {
        Database database = await _client.CreateDatabaseIfNotExistsAsync(Database.Id, cancellationToken: cancellationToken);
        foreach (var container in CosmosContainer.All)
        {
            var properties = new ContainerProperties(container.Name, container.PartitionKey) { DefaultTimeToLive = container.DefaultTtlSeconds };
            foreach (var path in container.IndexedPaths) properties.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = path });
            properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
            foreach (var order in container.Orders) properties.IndexingPolicy.CompositeIndexes.Add([.. order.Select(PathOf)]);
            var there = await database.CreateContainerIfNotExistsAsync(properties, cancellationToken: cancellationToken);

            // Data of an earlier version: its lists could not be ordered.
            if (there.Resource.IndexingPolicy.CompositeIndexes.Count != container.Orders.Count)
                await there.Container.ReplaceContainerAsync(properties, cancellationToken: cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

    private static CompositePath PathOf(string path) =>
        new() { Path = path.TrimStart('-'), Order = path[0] == '-' ? CompositePathSortOrder.Descending : CompositePathSortOrder.Ascending };
}
