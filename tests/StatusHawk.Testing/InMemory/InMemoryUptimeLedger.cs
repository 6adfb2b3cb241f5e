using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryUptimeLedger(StoreJournal journal) : IUptimeLedger
{
    private readonly Documents<UptimeRow> _rows = new();

    internal Documents<UptimeRow> Documents => _rows;

    /// <summary>Everything stored.</summary>
    public IReadOnlyList<UptimeRow> All => [.. _rows.All];

    public Task<IReadOnlyList<UptimeRow>> ListAsync(string monitorId, Slot from, Slot to, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<UptimeRow>>($"Uptime.List {monitorId}", () =>
            [.. _rows.All.Where(r => r.MonitorId == monitorId && r.Day >= from && r.Day < to).OrderBy(r => r.Day).ThenBy(r => r.Number)]);

    public Task<bool> TryAddAsync(UptimeRow row, CancellationToken cancellationToken) =>
        journal.RunAsync($"Uptime.Add {row.MonitorId}", () => _rows.TryAdd($"{row.MonitorId}|{row.Day}|{row.Number}", row));
}
