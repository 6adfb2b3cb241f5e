using Microsoft.Azure.Cosmos;
using StatusHawk.Core.Checks;

namespace StatusHawk.Azure.Checks;

internal sealed class CosmosCheckLog(CosmosDatabase cosmos) : ICheckLog
{
    public Task<bool> AppendAsync(LogEntry entry, CancellationToken cancellationToken) =>
        cosmos.Log.TryWriteAsync(LogDocument.Of(entry), entry.Id, entry.Shard, etag: null, cancellationToken);

    public async Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.slot >= @from").WithParameter("@from", from.EpochSeconds);
        var documents = await cosmos.Log.QueryAsync<LogDocument>(query, shard, cancellationToken);
        return [.. documents.Select(document => document.ToEntry())];
    }
}
