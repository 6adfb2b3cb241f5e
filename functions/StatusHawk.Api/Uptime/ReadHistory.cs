using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Uptime;

/// <summary>Reads the past of monitors.</summary>
public sealed class ReadHistory(IMonitorStore monitors, ILiveStore live, RecentOverviews recent, IUptimeLedger ledger, MonitorHistory past, TimeProvider clock)
{
    public async Task<Result<object>> ReadAsync(string workspaceId, string monitorId, HistoryQuery query, CancellationToken cancellationToken)
    {
        if (await FindAsync(workspaceId, monitorId, cancellationToken) is not { } monitor) return new Result<object>.Missing();
        return new Result<object>.Done(query.Step switch
        {
            HistoryStep.Raw => ChecksView.Of(monitor.Id, query, await past.ReadChecksAsync(monitor, query.From, query.To, cancellationToken)),
            HistoryStep.Hour => HistoryView.Of(monitor.Id, query, await past.ReadHoursAsync(monitor, query.From, query.To, cancellationToken)),
            _ => HistoryView.Of(monitor.Id, query, await past.ReadDaysAsync(monitor, query.From, query.To, cancellationToken)),
        });
    }

    /// <summary>The days that are closed, in [from, to).</summary>
    public async Task<Result<UptimeView>> ReadLedgerAsync(string workspaceId, string monitorId, Slot from, Slot to, CancellationToken cancellationToken)
    {
        if (await FindAsync(workspaceId, monitorId, cancellationToken) is not { } monitor) return new Result<UptimeView>.Missing();
        return new Result<UptimeView>.Done(UptimeView.Of(monitor.Id, await ledger.ListAsync(monitor.Id, from, to, cancellationToken)));
    }

    /// <summary>All monitors at a glance: three reads of one partition each, however many there are, the largest of them shared for a moment.</summary>
    public async Task<OverviewView> ReadOverviewAsync(string workspaceId, RollUpSpan span, CancellationToken cancellationToken)
    {
        var overviews = recent.ListAsync(workspaceId, span, cancellationToken);
        var states = live.ListAsync(workspaceId, cancellationToken);
        var all = await monitors.ListAsync(workspaceId, cancellationToken);
        var rows = new Dictionary<string, OverviewRow>();
        foreach (var (monitorId, row) in (await overviews).SelectMany(overview => overview.Monitors))
        {
            // A monitor that has moved stands in its former shard's overview until that is written again.
            if (!rows.TryGetValue(monitorId, out var other) || EndOf(row, span) > EndOf(other, span)) rows[monitorId] = row;
        }

        var byMonitor = (await states).ToDictionary(state => state.MonitorId);
        var length = Hours.LengthOf(span);
        var to = Hours.StartOf(span, Slot.Of(clock.GetUtcNow())) + length;
        var from = to - (Overview.ShownOf(span) * length);
        return new(
            HistoryQuery.Name(span == RollUpSpan.Hour ? HistoryStep.Hour : HistoryStep.Day), from.Time, to.Time,
            [.. all.Select(monitor => OverviewItem.Of(monitor, byMonitor.GetValueOrDefault(monitor.Id), rows.GetValueOrDefault(monitor.Id), span, from))]);
    }

    private async Task<Monitor?> FindAsync(string workspaceId, string monitorId, CancellationToken cancellationToken) =>
        Ids.IsValid(Ids.Monitor, monitorId) ? (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken))?.Value : null;

    private static Slot EndOf(OverviewRow row, RollUpSpan span) => row.From + (row.Cells.Count * Hours.LengthOf(span));
}
