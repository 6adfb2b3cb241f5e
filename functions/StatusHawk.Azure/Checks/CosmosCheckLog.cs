using Microsoft.Azure.Cosmos;
using StatusHawk.Core.Checks;

namespace StatusHawk.Azure.Checks;

internal sealed class CosmosCheckLog(CosmosDatabase cosmos) : ICheckLog
{
    public Task<bool> AppendAsync(LogEntry entry, CancellationToken cancellationToken) =>
        cosmos.Log.TryWriteAsync(LogDocument.Of(entry), entry.Id, entry.Shard, etag: null, cancellationToken);

    public Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, CancellationToken cancellationToken) =>
        ReadAsync(shard, new QueryDefinition("SELECT * FROM c WHERE c.slot >= @from").WithParameter("@from", from.EpochSeconds), cancellationToken);

    public Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, Slot to, CancellationToken cancellationToken) => ReadAsync(
        shard,
        new QueryDefinition("SELECT * FROM c WHERE c.slot >= @from AND c.slot <= @to").WithParameter("@from", from.EpochSeconds).WithParameter("@to", to.EpochSeconds),
        cancellationToken);

    private async Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, QueryDefinition query, CancellationToken cancellationToken) =>
        [.. (await cosmos.Log.QueryAsync<LogDocument>(query, shard, cancellationToken)).Select(document => document.ToEntry())];
}
