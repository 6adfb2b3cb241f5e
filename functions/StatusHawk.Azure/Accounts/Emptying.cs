using Azure.Data.Tables;
using Microsoft.Azure.Cosmos;

namespace StatusHawk.Azure.Accounts;

/// <summary>Removes what a query finds, some at a time. One partition at once, and only so many documents together: others need the account too.</summary>
internal static class Emptying
{
    private const int AtOnce = 16;

    /// <summary>All documents.</summary>
    public static QueryDefinition All => new("SELECT VALUE c.id FROM c");

    /// <summary>Whether it left none.</summary>
    /// <param name="container">Where.</param>
    /// <param name="ids">Finds ids.</param>
    /// <param name="partition">Of which.</param>
    /// <param name="atMost">How many are removed.</param>
    /// <param name="cancellationToken">Ends removing.</param>
    public static async Task<bool> RemoveAsync(this Container container, QueryDefinition ids, string partition, int atMost, CancellationToken cancellationToken)
    {
        var found = await CosmosCall.RunAsync(async () =>
        {
            var read = new List<string>();
            var request = new QueryRequestOptions { PartitionKey = new PartitionKey(partition), MaxItemCount = atMost };
            using var pages = container.GetItemQueryIterator<string>(ids, requestOptions: request);
            while (pages.HasMoreResults && read.Count < atMost) read.AddRange(await pages.ReadNextAsync(cancellationToken));
            return read;
        });
        await Parallel.ForEachAsync(
            found.Take(atMost),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (id, token) => await container.DeleteAsync(id, partition, token));
        return found.Count < atMost;
    }

    /// <inheritdoc cref="RemoveAsync(Container, QueryDefinition, string, int, CancellationToken)"/>
    /// <param name="table">Where.</param>
    /// <param name="filter">Finds rows.</param>
    /// <param name="atMost">How many are removed.</param>
    /// <param name="cancellationToken">Ends removing.</param>
    public static Task<bool> RemoveAsync(this TableClient table, string filter, int atMost, CancellationToken cancellationToken) => TableStorage.RunAsync(async () =>
    {
        var found = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, ["PartitionKey", "RowKey"], cancellationToken))
        {
            found.Add(row);
            if (found.Count == atMost) break;
        }

        await Parallel.ForEachAsync(
            found,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (row, token) => await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, global::Azure.ETag.All, token));
        return found.Count < atMost;
    });
}
