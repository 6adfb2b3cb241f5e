using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Bench.History;

/// <summary>Counts the documents that are read of a history.</summary>
internal sealed class CountingHistory(IHistoryStore inner) : IHistoryStore
{
    private int _documents;

    public int Documents => _documents;

    public async Task<Stored<RollUp>?> ReadAsync(string monitorId, RollUpSpan span, Slot from, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _documents);
        return await inner.ReadAsync(monitorId, span, from, cancellationToken);
    }

    public async Task<IReadOnlyList<RollUp>> ListAsync(string monitorId, RollUpSpan span, Slot from, Slot to, CancellationToken cancellationToken)
    {
        var found = await inner.ListAsync(monitorId, span, from, to, cancellationToken);
        Interlocked.Add(ref _documents, found.Count);
        return found;
    }

    public Task<bool> TryWriteAsync(RollUp rollUp, string? etag, TimeSpan keep, CancellationToken cancellationToken) => inner.TryWriteAsync(rollUp, etag, keep, cancellationToken);

    public Task<Stored<Overview>?> ReadOverviewAsync(string workspaceId, string shard, RollUpSpan span, CancellationToken cancellationToken) =>
        inner.ReadOverviewAsync(workspaceId, shard, span, cancellationToken);

    public Task<IReadOnlyList<Overview>> ListOverviewsAsync(string workspaceId, RollUpSpan span, CancellationToken cancellationToken) =>
        inner.ListOverviewsAsync(workspaceId, span, cancellationToken);

    public Task<bool> TryWriteOverviewAsync(Overview overview, string? etag, TimeSpan keep, CancellationToken cancellationToken) =>
        inner.TryWriteOverviewAsync(overview, etag, keep, cancellationToken);
}
