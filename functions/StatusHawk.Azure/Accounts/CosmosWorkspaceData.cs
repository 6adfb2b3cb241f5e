using Azure.Data.Tables;
using Microsoft.Azure.Cosmos;
using StatusHawk.Azure.Uptime;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

/// <summary>A workspace's documents and rows, wherever they are. Every query names its partition; tests of channels are few enough to be looked through.</summary>
internal sealed class CosmosWorkspaceData(CosmosDatabase cosmos, TableStorage tables) : IWorkspaceData
{
    public Task<IReadOnlyList<string>> ListShardsAsync(string workspaceId, CancellationToken cancellationToken) => cosmos.Workspaces.QueryAsync<string>(
        new QueryDefinition("SELECT VALUE c.id FROM c WHERE c.type = @type").WithParameter("@type", DocumentTypes.Shard), workspaceId, cancellationToken);

    public async Task<bool> RemoveShardAsync(string workspaceId, string shard, int atMost, CancellationToken cancellationToken)
    {
        if (!await cosmos.Log.RemoveAsync(Emptying.All, shard, atMost, cancellationToken)) return false;
        await cosmos.Workspaces.DeleteAsync(shard, workspaceId, cancellationToken);
        return true;
    }

    public Task<IReadOnlyList<string>> ListMonitorsAsync(string workspaceId, CancellationToken cancellationToken) => cosmos.History.QueryAsync<string>(
        new QueryDefinition("SELECT VALUE c.body FROM c WHERE c.span = @span").WithParameter("@span", HistoryMember.Span), workspaceId, cancellationToken);

    public async Task<bool> RemoveHistoryAsync(string workspaceId, string monitorId, int atMost, CancellationToken cancellationToken)
    {
        if (!await cosmos.History.RemoveAsync(Emptying.All, monitorId, atMost, cancellationToken)) return false;
        if (!await tables.Uptime.RemoveAsync(TableClient.CreateQueryFilter($"PartitionKey eq {monitorId}"), atMost, cancellationToken)) return false;
        await cosmos.History.DeleteAsync(HistoryMember.IdOf(monitorId), workspaceId, cancellationToken);
        return true;
    }

    public Task<IReadOnlyList<string>> ListIncidentsAsync(string workspaceId, CancellationToken cancellationToken) =>
        cosmos.Incidents.QueryAsync<string>(Emptying.All, workspaceId, cancellationToken);

    public async Task<bool> RemoveIncidentAsync(string workspaceId, string incidentId, int atMost, CancellationToken cancellationToken)
    {
        var mark = TableClient.CreateQueryFilter($"PartitionKey eq {TableStorage.OpenPartition} and RowKey eq {incidentId}");
        if (!await tables.Deliveries.RemoveAsync(mark, atMost, cancellationToken)) return false;
        if (!await tables.Deliveries.RemoveAsync(TableClient.CreateQueryFilter($"PartitionKey eq {incidentId}"), atMost, cancellationToken)) return false;
        await cosmos.Incidents.DeleteAsync(incidentId, workspaceId, cancellationToken);
        return true;
    }

    public async Task<bool> RemoveRestAsync(string workspaceId, int atMost, CancellationToken cancellationToken)
    {
        var marks = TableClient.CreateQueryFilter($"PartitionKey eq {TableStorage.OpenPartition} and WorkspaceId eq {workspaceId}");
        var tests = TableClient.CreateQueryFilter($"PartitionKey ge {Ids.Test} and PartitionKey lt {AfterTests} and WorkspaceId eq {workspaceId}");

        // Monitors' tombstones hold nothing but ids, and whoever last followed the change feed an hour ago needs them to learn of it. They go by themselves.
        var others = new QueryDefinition("SELECT VALUE c.id FROM c WHERE c.type != @workspace AND NOT (c.type = @monitor AND IS_DEFINED(c.deleted))")
            .WithParameter("@workspace", DocumentTypes.Workspace)
            .WithParameter("@monitor", DocumentTypes.Monitor);
        return await cosmos.Live.RemoveAsync(Emptying.All, workspaceId, atMost, cancellationToken)
            && await cosmos.History.RemoveAsync(Emptying.All, workspaceId, atMost, cancellationToken)
            && await tables.Deliveries.RemoveAsync(marks, atMost, cancellationToken)
            && await tables.Deliveries.RemoveAsync(tests, atMost, cancellationToken)
            && await tables.Audit.RemoveAsync(TableClient.CreateQueryFilter($"PartitionKey eq {workspaceId}"), atMost, cancellationToken)
            && await cosmos.Workspaces.RemoveAsync(others, workspaceId, atMost, cancellationToken);
    }

    // What follows every id that begins as a test's does.
    private static string AfterTests => Ids.Test[..^1] + (char)(Ids.Test[^1] + 1);
}
