using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Uptime;

/// <summary>
/// What the ledger says of one monitor and one UTC day, for reports that people are held to. A row is never changed: a correction is a new row with the next
/// number, and the highest number holds.
/// </summary>
public sealed record UptimeRow
{
    public required string WorkspaceId { get; init; }
    public required string MonitorId { get; init; }

    /// <summary>Where the day begins.</summary>
    public required Slot Day { get; init; }

    /// <summary>0 as the day was closed, then 1, 2 … for corrections.</summary>
    public int Number { get; init; }

    /// <summary>Seconds in which it could be used: up, degraded, or down for too few regions.</summary>
    public required long UpSeconds { get; init; }
    public required long DownSeconds { get; init; }
    public required long MaintenanceSeconds { get; init; }
    public required long UnknownSeconds { get; init; }
    public long PausedSeconds { get; init; }

    /// <summary>Incidents that began on that day.</summary>
    public required int Incidents { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Up / (up + down), 0 to 1; null when nothing is known.</summary>
    public double? Uptime => Time.Uptime;

    /// <summary>The share of the time to be watched about which something is known, 0 to 1; null when there was none.</summary>
    public double? Coverage => Time.Coverage;

    private VerdictTime Time => new() { Up = UpSeconds, Down = DownSeconds, Unknown = UnknownSeconds };

    public static UptimeRow Of(RollUp day, int incidents, DateTimeOffset now) => new()
    {
        WorkspaceId = day.WorkspaceId,
        MonitorId = day.MonitorId,
        Day = day.From,
        UpSeconds = day.Time.Available,
        DownSeconds = day.Time.Down,
        MaintenanceSeconds = day.Time.Maintenance,
        UnknownSeconds = day.Time.Unknown,
        PausedSeconds = day.Time.Paused,
        Incidents = incidents,
        WrittenAt = now,
    };

    /// <summary>Whether both say the same, whenever and as the how-manieth they were written.</summary>
    public bool SaysTheSameAs(UptimeRow other) => this with { Number = other.Number, WrittenAt = other.WrittenAt } == other;
}
