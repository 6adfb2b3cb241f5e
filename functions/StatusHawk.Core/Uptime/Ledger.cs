using StatusHawk.Core.Checks;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Uptime;

/// <summary>Closes days in the ledger, and corrects what comes out different later.</summary>
public sealed class Ledger(IUptimeLedger rows, IHistoryStore history, IIncidentStore incidents, TimeProvider clock)
{
    private const int IncidentsRead = 10_000;
    private const int AtOnce = 16;

    /// <summary>One row for each day; a correction where the newest row says something else.</summary>
    /// <param name="workspaceId">The monitors' workspace.</param>
    /// <param name="days">Of the same day, one for each monitor.</param>
    /// <param name="cancellationToken">Ends writing.</param>
    public async Task CloseAsync(string workspaceId, IReadOnlyList<RollUp> days, CancellationToken cancellationToken)
    {
        if (days.Count == 0) return;
        var day = days[0].From;
        var began = (await incidents.ListAsync(workspaceId, day.Time, IncidentsRead, cancellationToken))
            .Where(incident => incident.StartedAt >= day.Time && incident.StartedAt < (day + Hours.Day).Time)
            .SelectMany(incident => incident.MonitorIds)
            .ToLookup(id => id);
        await Parallel.ForEachAsync(
            days,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (each, token) => await CloseAsync(each, began[each.MonitorId].Count(), token));
    }

    // The rows before the day: who closes an older one then finds its number taken, and reads the newer.
    private async Task CloseAsync(RollUp day, int incidentsBegan, CancellationToken cancellationToken)
    {
        while (true)
        {
            var newest = (await rows.ListAsync(day.MonitorId, day.From, day.From + Hours.Day, cancellationToken)).LastOrDefault();
            var stored = (await history.ReadAsync(day.MonitorId, RollUpSpan.Day, day.From, cancellationToken))?.Value ?? day;
            var row = UptimeRow.Of(stored, incidentsBegan, clock.GetUtcNow());
            if (newest is not null && row.SaysTheSameAs(newest)) return;
            if (await rows.TryAddAsync(row with { Number = newest is null ? 0 : newest.Number + 1 }, cancellationToken)) return;
        }
    }
}
