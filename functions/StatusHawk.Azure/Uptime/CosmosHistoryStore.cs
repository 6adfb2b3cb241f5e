using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Azure.Uptime;

internal sealed class CosmosHistoryStore(CosmosDatabase cosmos) : IHistoryStore
{
    /// <summary>Monitors whose entry this process has seen to.</summary>
    private readonly ConcurrentDictionary<string, bool> _members = new(StringComparer.Ordinal);

    public async Task<Stored<RollUp>?> ReadAsync(string monitorId, RollUpSpan span, Slot from, CancellationToken cancellationToken)
    {
        var stored = await cosmos.History.ReadAsync<HistoryDocument<RollUp>>(HistoryDocument<RollUp>.IdOf(span, from), monitorId, cancellationToken);
        return stored is null ? null : new Stored<RollUp>(stored.Value.Body, stored.ETag);
    }

    // Whole documents: nobody has to take each apart and put it together anew.
    public async Task<IReadOnlyList<RollUp>> ListAsync(string monitorId, RollUpSpan span, Slot from, Slot to, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.span = @span AND c.start >= @from AND c.start < @to ORDER BY c.start")
            .WithParameter("@span", HistoryDocument<RollUp>.NameOf(span))
            .WithParameter("@from", from.EpochSeconds)
            .WithParameter("@to", to.EpochSeconds);
        return [.. (await cosmos.History.QueryAsync<HistoryDocument<RollUp>>(query, monitorId, cancellationToken)).Select(document => document.Body)];
    }

    public async Task<bool> TryWriteAsync(RollUp rollUp, string? etag, TimeSpan keep, CancellationToken cancellationToken)
    {
        // Before the first: whatever dies in between, no history is without its entry.
        if (etag is null && !_members.ContainsKey(rollUp.MonitorId))
        {
            var member = HistoryMember.Of(rollUp.WorkspaceId, rollUp.MonitorId);
            await cosmos.History.TryWriteAsync(member, member.Id, member.MonitorId, etag: null, cancellationToken);
            _members[rollUp.MonitorId] = true;
        }

        var document = new HistoryDocument<RollUp>
        {
            Id = HistoryDocument<RollUp>.IdOf(rollUp.Span, rollUp.From),
            MonitorId = rollUp.MonitorId,
            Span = HistoryDocument<RollUp>.NameOf(rollUp.Span),
            Start = rollUp.From.EpochSeconds,
            Ttl = (int)keep.TotalSeconds,
            Body = rollUp,
        };
        return await cosmos.History.TryWriteAsync(document, document.Id, document.MonitorId, etag, cancellationToken);
    }

    public async Task<Stored<Overview>?> ReadOverviewAsync(string workspaceId, string shard, RollUpSpan span, CancellationToken cancellationToken)
    {
        var stored = await cosmos.History.ReadAsync<HistoryDocument<Overview>>(HistoryDocument<Overview>.OverviewIdOf(span, shard), workspaceId, cancellationToken);
        return stored is null ? null : new Stored<Overview>(stored.Value.Body, stored.ETag);
    }

    public async Task<IReadOnlyList<Overview>> ListOverviewsAsync(string workspaceId, RollUpSpan span, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.span = @span").WithParameter("@span", HistoryDocument<Overview>.OverviewNameOf(span));
        return [.. (await cosmos.History.QueryAsync<HistoryDocument<Overview>>(query, workspaceId, cancellationToken)).Select(document => document.Body)];
    }

    public Task<bool> TryWriteOverviewAsync(Overview overview, string? etag, TimeSpan keep, CancellationToken cancellationToken)
    {
        var document = new HistoryDocument<Overview>
        {
            Id = HistoryDocument<Overview>.OverviewIdOf(overview.Span, overview.Shard),
            MonitorId = overview.WorkspaceId,
            Span = HistoryDocument<Overview>.OverviewNameOf(overview.Span),
            Ttl = (int)keep.TotalSeconds,
            Body = overview,
        };
        return cosmos.History.TryWriteAsync(document, document.Id, document.MonitorId, etag, cancellationToken);
    }
}
