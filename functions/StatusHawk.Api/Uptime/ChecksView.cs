using StatusHawk.Api.Monitors;
using StatusHawk.Core.Checks;

namespace StatusHawk.Api.Uptime;

/// <summary>Every check of a monitor in a stretch of time.</summary>
/// <param name="MonitorId">Whose.</param>
/// <param name="Step"><c>raw</c>.</param>
/// <param name="From">As asked for.</param>
/// <param name="To">As asked for.</param>
/// <param name="Points">By slot, then by region.</param>
public sealed record ChecksView(string MonitorId, string Step, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<ObservationView> Points)
{
    public static ChecksView Of(string monitorId, HistoryQuery query, IReadOnlyList<LogEntry> entries) =>
        new(monitorId, HistoryQuery.Name(query.Step), query.From.Time, query.To.Time, [.. entries.Select(ObservationView.Of)]);
}

/// <summary>One check.</summary>
/// <param name="At">Its slot.</param>
/// <param name="Region">Where.</param>
/// <param name="Kind"><c>round</c>, <c>opinion</c> or <c>ping</c>.</param>
/// <param name="Outcome">What it found.</param>
/// <param name="Timings">Milliseconds of each phase; null for calls.</param>
/// <param name="Error">Why it was not up.</param>
public sealed record ObservationView(DateTimeOffset At, string Region, string Kind, Outcome Outcome, TimingsView? Timings, ErrorView? Error)
{
    public static ObservationView Of(LogEntry entry)
    {
        var (result, kind) = (entry.Results[0], entry.Kind switch { EntryKind.Opinion => "opinion", EntryKind.Ping => "ping", _ => "round" });
        return new(
            entry.Slot.Time, entry.Region, kind, result.Outcome, entry.Kind == EntryKind.Ping ? null : TimingsView.Of(result.Timings), result.Evidence is { } evidence ? ErrorView.Of(evidence) : null);
    }
}
