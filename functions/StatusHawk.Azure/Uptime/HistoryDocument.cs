using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Azure.Uptime;

/// <summary>A document of <c>history</c>.</summary>
internal sealed record HistoryDocument<T>
{
    public required string Id { get; init; }

    /// <summary>The partition: a monitor's id, or for an overview the workspace's.</summary>
    public required string MonitorId { get; init; }
    public int V { get; init; } = 1;

    /// <summary><c>hour</c>, <c>day</c>, <c>hours</c> or <c>days</c>: the latter two are overviews.</summary>
    public required string Span { get; init; }

    /// <summary>Seconds since 1970; 0 for overviews.</summary>
    public long Start { get; init; }

    /// <summary>Seconds until it is gone.</summary>
    public required int Ttl { get; init; }
    public required T Body { get; init; }

    public static string IdOf(RollUpSpan span, Slot from) => $"{NameOf(span)}|{from}";

    public static string OverviewIdOf(RollUpSpan span, string shard) => $"{OverviewNameOf(span)}|{shard}";

    public static string NameOf(RollUpSpan span) => span == RollUpSpan.Hour ? "hour" : "day";

    public static string OverviewNameOf(RollUpSpan span) => span == RollUpSpan.Hour ? "hours" : "days";
}
