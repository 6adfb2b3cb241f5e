using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using StatusHawk.Azure.Watching;
using StatusHawk.Core;

namespace StatusHawk.Azure;

/// <summary>The tables in <c>HomeStorage</c>: a connection string, or <c>HomeStorage:tableServiceUri</c> for the app's managed identity.</summary>
internal sealed class TableStorage(IConfiguration configuration)
{
    public const string DeliveriesTable = "deliveries";
    public const string UptimeTable = "uptime";
    public const string AuditTable = "audit";

    /// <summary>The partition of <see cref="Deliveries"/> that holds the marks of open incidents: no incident can have it.</summary>
    public const string OpenPartition = "~open";
    private readonly Lazy<TableServiceClient> _service = new(() => Service(configuration));

    public TableClient Deliveries => _service.Value.GetTableClient(DeliveriesTable);
    public TableClient Uptime => _service.Value.GetTableClient(UptimeTable);
    public TableClient Audit => _service.Value.GetTableClient(AuditTable);

    /// <summary>Creates what is missing. For emulators: in Azure the deployment does it.</summary>
    public Task CreateMissingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Deliveries.CreateIfNotExistsAsync(cancellationToken), Uptime.CreateIfNotExistsAsync(cancellationToken), Audit.CreateIfNotExistsAsync(cancellationToken));

    /// <summary>Adds (no ETag) or replaces (that ETag) an entity; false when somebody else was faster.</summary>
    public static Task<bool> TryWriteAsync(TableClient table, TableEntity entity, string? etag, CancellationToken cancellationToken) => RunAsync(async () =>
    {
        try
        {
            if (etag is null) await table.AddEntityAsync(entity, cancellationToken);
            else await table.UpdateEntityAsync(entity, new ETag(etag), TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 || (e.Status == 404 && etag is not null))
        {
            return false;
        }
    });

    /// <exception cref="StoreUnavailableException">The account throttles, is unreachable or timed out.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException e) when (e.Status is 0 or 408 or 429 or >= 500)
        {
            throw new StoreUnavailableException(e.Status == 0 ? "Table storage could not be reached." : $"Table storage answered {e.Status}.", e);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is RequestFailedException or OperationCanceledException))
        {
            // What the client throws when all its tries failed.
            throw new StoreUnavailableException("Table storage could not be reached.", e);
        }
    }

    private static TableServiceClient Service(IConfiguration configuration)
    {
        var options = new TableClientOptions();
        options.AddPolicy(new CountStorageRequests("table"), HttpPipelinePosition.PerRetry);
        if (configuration[StorageQueues.HomeSetting] is { Length: > 0 } connectionString) return new TableServiceClient(connectionString, options);
        if (configuration[$"{StorageQueues.HomeSetting}:tableServiceUri"] is { Length: > 0 } uri) return new TableServiceClient(new Uri(uri), new DefaultAzureCredential(), options);
        throw new InvalidOperationException(
            $"Tables have no storage account: set {StorageQueues.HomeSetting} to a connection string, or {StorageQueues.HomeSetting}:tableServiceUri to the account's table address.");
    }
}
