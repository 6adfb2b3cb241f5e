using System.Globalization;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Uptime;

/// <summary>What the ledger says of a monitor: closed days, for reports that people are held to.</summary>
/// <param name="MonitorId">Whose.</param>
/// <param name="Total">All of these days together.</param>
/// <param name="Days">In order.</param>
public sealed record UptimeView(string MonitorId, UptimeTotal Total, IReadOnlyList<UptimeDay> Days)
{
    /// <param name="monitorId">Whose.</param>
    /// <param name="rows">By day and number: the last of a day holds.</param>
    public static UptimeView Of(string monitorId, IReadOnlyList<UptimeRow> rows)
    {
        UptimeDay[] days = [.. rows.GroupBy(row => row.Day).Select(day => UptimeDay.Of([.. day]))];
        var time = new VerdictTime { Up = days.Sum(day => day.UpSeconds), Down = days.Sum(day => day.DownSeconds), Unknown = days.Sum(day => day.UnknownSeconds) };
        return new(
            monitorId,
            new(StretchView.Rounded(time.Uptime), StretchView.Rounded(time.Coverage), time.Up, time.Down, days.Sum(day => day.MaintenanceSeconds), time.Unknown, days.Sum(day => day.Incidents)),
            days);
    }
}

/// <summary>The sum of some days.</summary>
public sealed record UptimeTotal(double? Uptime, double? Coverage, long UpSeconds, long DownSeconds, long MaintenanceSeconds, long UnknownSeconds, int Incidents);

/// <summary>One UTC day.</summary>
public sealed record UptimeDay(
    string Day, double? Uptime, double? Coverage, long UpSeconds, long DownSeconds, long MaintenanceSeconds, long UnknownSeconds, long PausedSeconds, int Incidents, DateTimeOffset WrittenAt)
{
    /// <summary>What was said of the day before it was corrected, the first first; null: it never was.</summary>
    public IReadOnlyList<UptimeDay>? Corrected { get; init; }

    public static UptimeDay Of(IReadOnlyList<UptimeRow> rows) => Of(rows[^1]) with { Corrected = rows.Count == 1 ? null : [.. rows.SkipLast(1).Select(Of)] };

    private static UptimeDay Of(UptimeRow row) => new(
        row.Day.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StretchView.Rounded(row.Uptime), StretchView.Rounded(row.Coverage),
        row.UpSeconds, row.DownSeconds, row.MaintenanceSeconds, row.UnknownSeconds, row.PausedSeconds, row.Incidents, row.WrittenAt);
}
