using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryHistoryStore(StoreJournal journal) : IHistoryStore
{
    private readonly Documents<RollUp> _rollUps = new();
    private readonly Documents<Overview> _overviews = new();

    internal Documents<RollUp> RollUps => _rollUps;
    internal Documents<Overview> Overviews => _overviews;

    /// <summary>Everything stored.</summary>
    public IReadOnlyList<RollUp> All => [.. _rollUps.All];

    /// <summary>The stored texts.</summary>
    public IReadOnlyList<string> Json => [.. _rollUps.Json, .. _overviews.Json];

    public Task<Stored<RollUp>?> ReadAsync(string monitorId, RollUpSpan span, Slot from, CancellationToken cancellationToken) =>
        journal.RunAsync($"History.Read {monitorId}", () => _rollUps.Find(KeyOf(monitorId, span, from)));

    public Task<IReadOnlyList<RollUp>> ListAsync(string monitorId, RollUpSpan span, Slot from, Slot to, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<RollUp>>($"History.List {monitorId}", () =>
            [.. _rollUps.All.Where(r => r.MonitorId == monitorId && r.Span == span && r.From >= from && r.From < to).OrderBy(r => r.From)]);

    public Task<bool> TryWriteAsync(RollUp rollUp, string? etag, TimeSpan keep, CancellationToken cancellationToken) =>
        journal.RunAsync($"History.Write {rollUp.Span} {rollUp.MonitorId}", () => _rollUps.TryWrite(KeyOf(rollUp.MonitorId, rollUp.Span, rollUp.From), rollUp, etag));

    public Task<Stored<Overview>?> ReadOverviewAsync(string workspaceId, string shard, RollUpSpan span, CancellationToken cancellationToken) =>
        journal.RunAsync($"Overviews.Read {shard}", () => _overviews.Find($"{workspaceId}|{shard}|{span}"));

    public Task<IReadOnlyList<Overview>> ListOverviewsAsync(string workspaceId, RollUpSpan span, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<Overview>>($"Overviews.List {workspaceId}", () => [.. _overviews.All.Where(o => o.WorkspaceId == workspaceId && o.Span == span)]);

    public Task<bool> TryWriteOverviewAsync(Overview overview, string? etag, TimeSpan keep, CancellationToken cancellationToken) =>
        journal.RunAsync($"Overviews.Write {overview.Shard}", () => _overviews.TryWrite($"{overview.WorkspaceId}|{overview.Shard}|{overview.Span}", overview, etag));

    private static string KeyOf(string monitorId, RollUpSpan span, Slot from) => $"{monitorId}|{span}|{from}";
}
