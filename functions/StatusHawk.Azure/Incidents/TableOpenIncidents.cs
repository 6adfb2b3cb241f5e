using Azure;
using Azure.Data.Tables;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Azure.Incidents;

/// <summary>The marks of open incidents, in a partition of the ledger's table that no incident can have.</summary>
internal sealed class TableOpenIncidents(TableStorage tables, TimeProvider clock) : IOpenIncidents
{
    private const string Partition = TableStorage.OpenPartition;
    private const string WorkspaceId = "WorkspaceId";
    private const string MarkedAt = "MarkedAt";

    public Task MarkAsync(string workspaceId, string incidentId, CancellationToken cancellationToken) => TableStorage.RunAsync(() =>
    {
        var mark = new TableEntity(Partition, incidentId) { ["V"] = 1, [WorkspaceId] = workspaceId, [MarkedAt] = clock.GetUtcNow() };
        return tables.Deliveries.UpsertEntityAsync(mark, TableUpdateMode.Replace, cancellationToken);
    });

    public Task<IReadOnlyList<OpenIncident>> ListAsync(CancellationToken cancellationToken) => TableStorage.RunAsync<IReadOnlyList<OpenIncident>>(async () =>
    {
        var open = new List<OpenIncident>();
        await foreach (var mark in tables.Deliveries.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), null, null, cancellationToken))
            open.Add(new(mark.GetString(WorkspaceId), mark.RowKey, mark.GetDateTimeOffset(MarkedAt)!.Value, mark.ETag.ToString()));
        return open;
    });

    public Task UnmarkAsync(OpenIncident open, CancellationToken cancellationToken) => TableStorage.RunAsync(async () =>
    {
        try
        {
            await tables.Deliveries.DeleteEntityAsync(Partition, open.IncidentId, new ETag(open.ETag), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    });
}
