using System.Text.Json.Serialization;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Uptime;

/// <summary>How long a time a roll-up sums up. Hours and days are those of UTC.</summary>
public enum RollUpSpan
{
    Hour,
    Day,
}

/// <summary>What became of one monitor in an hour or a day: a pure function of the log, so that making it again makes the same.</summary>
public sealed record RollUp
{
    public int V { get; init; } = 1;
    public required string MonitorId { get; init; }
    public required string WorkspaceId { get; init; }
    public required RollUpSpan Span { get; init; }

    /// <summary>Where the hour or the day begins.</summary>
    public required Slot From { get; init; }

    /// <summary>Up to where it is summed up: the end, but for a day that is not over.</summary>
    public required Slot To { get; init; }

    /// <summary>How long which verdict held. Less than the whole span for a monitor that did not exist all the time.</summary>
    public required VerdictTime Time { get; init; }

    /// <summary>The verdict at the end; null when the monitor did not exist.</summary>
    public Verdict? Ends { get; init; }

    /// <summary>By region, in alphabetical order.</summary>
    public required IReadOnlyDictionary<string, RegionCounts> Regions { get; init; }

    /// <summary>The sum of several, as one of the given span. Regions and seconds add up; nothing is lost but where in the span they were.</summary>
    /// <param name="parts">Of one monitor, at least one, in any order, none twice.</param>
    public static RollUp Sum(IReadOnlyCollection<RollUp> parts, RollUpSpan span, Slot from)
    {
        var last = parts.MaxBy(part => part.To.EpochSeconds)!;
        var regions = new SortedDictionary<string, RegionCounts>(StringComparer.Ordinal);
        foreach (var region in parts.SelectMany(part => part.Regions).GroupBy(region => region.Key, region => region.Value)) regions[region.Key] = RegionCounts.Sum(region);
        return new RollUp
        {
            MonitorId = last.MonitorId,
            WorkspaceId = last.WorkspaceId,
            Span = span,
            From = from,
            To = last.To,
            Time = parts.Aggregate(new VerdictTime(), (sum, part) => sum + part.Time),
            Ends = last.Ends,
            Regions = regions,
        };
    }
}

/// <summary>One region's scheduled checks of one monitor: opinions, which are asked for when something is wrong, would weigh bad minutes more.</summary>
public sealed record RegionCounts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Up { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Degraded { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Down { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Inconclusive { get; init; }

    /// <summary>Of the checks that were up or degraded; null when there were none.</summary>
    public LatencyHistogram? Latency { get; init; }

    [JsonIgnore]
    public long Checks => Up + Degraded + Down + Inconclusive;

    public static RegionCounts Sum(IEnumerable<RegionCounts> parts)
    {
        var (sum, latency) = (new RegionCounts(), new LatencyHistogram());
        foreach (var part in parts)
        {
            sum = sum with { Up = sum.Up + part.Up, Degraded = sum.Degraded + part.Degraded, Down = sum.Down + part.Down, Inconclusive = sum.Inconclusive + part.Inconclusive };
            if (part.Latency is not null) latency.Add(part.Latency);
        }

        return latency.Count > 0 ? sum with { Latency = latency } : sum;
    }
}
