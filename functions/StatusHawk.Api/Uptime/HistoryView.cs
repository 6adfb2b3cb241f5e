using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Uptime;

/// <summary>A stretch of a monitor's past.</summary>
/// <param name="MonitorId">Whose.</param>
/// <param name="Step"><c>hour</c> or <c>day</c>.</param>
/// <param name="From">As asked for.</param>
/// <param name="To">As asked for.</param>
/// <param name="Summary">All of it; null when nothing is known.</param>
/// <param name="Points">In order; an hour or a day of which nothing is known is left out.</param>
public sealed record HistoryView(string MonitorId, string Step, DateTimeOffset From, DateTimeOffset To, StretchView? Summary, IReadOnlyList<StretchView> Points)
{
    public static HistoryView Of(string monitorId, HistoryQuery query, IReadOnlyList<RollUp> rollUps) => new(
        monitorId,
        HistoryQuery.Name(query.Step),
        query.From.Time,
        query.To.Time,
        rollUps.Count == 0 ? null : StretchView.Of(RollUp.Sum(rollUps, RollUpSpan.Day, rollUps[0].From)),
        [.. rollUps.Select(StretchView.Of)]);
}

/// <summary>What became of a monitor between two instants.</summary>
public sealed record StretchView
{
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }

    /// <summary>up / (up + down), 0 to 1; null when nothing is known.</summary>
    public double? Uptime { get; init; }

    /// <summary>The share of the time to be watched about which something is known.</summary>
    public double? Coverage { get; init; }
    public required SecondsView Seconds { get; init; }

    /// <summary>Of all regions together.</summary>
    public LatencyView? Latency { get; init; }
    public required IReadOnlyDictionary<string, RegionView> Regions { get; init; }

    public static StretchView Of(RollUp rollUp) => new()
    {
        From = rollUp.From.Time,
        To = rollUp.To.Time,
        Uptime = Rounded(rollUp.Time.Uptime),
        Coverage = Rounded(rollUp.Time.Coverage),
        Seconds = SecondsView.Of(rollUp.Time),
        Latency = LatencyView.Of(RegionCounts.Sum(rollUp.Regions.Values).Latency),
        Regions = rollUp.Regions.ToDictionary(
            region => region.Key,
            region => new RegionView(region.Value.Up, region.Value.Degraded, region.Value.Down, region.Value.Inconclusive, LatencyView.Of(region.Value.Latency))),
    };

    /// <summary>Six digits: a second of a month is 0.0000004.</summary>
    internal static double? Rounded(double? share) => share is { } some ? Math.Round(some, 6) : null;
}

/// <summary>Seconds of each verdict.</summary>
public sealed record SecondsView(long Up, long Degraded, long Partial, long Down, long Unknown, long Maintenance, long Paused)
{
    public static SecondsView Of(VerdictTime time) => new(time.Up, time.Degraded, time.Partial, time.Down, time.Unknown, time.Maintenance, time.Paused);
}

/// <summary>One region's checks.</summary>
public sealed record RegionView(long Up, long Degraded, long Down, long Inconclusive, LatencyView? Latency);

/// <summary>Milliseconds that 50, 95 and 99 % of the good answers did not exceed, at most 0.8 % off.</summary>
public sealed record LatencyView(int P50, int P95, int P99)
{
    public static LatencyView? Of(LatencyHistogram? latency) =>
        latency is { Count: > 0 } some ? new(some.Quantile(0.5)!.Value, some.Quantile(0.95)!.Value, some.Quantile(0.99)!.Value) : null;
}
