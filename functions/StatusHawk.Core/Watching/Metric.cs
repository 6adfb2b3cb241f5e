namespace StatusHawk.Core.Watching;

/// <summary>One metric with all its series, as it is written out.</summary>
/// <param name="Name">With its unit at the end, without <c>_total</c>.</param>
/// <param name="Type">What it is.</param>
/// <param name="Help">What it means.</param>
/// <param name="Unit">The unit that ends the name; null: none.</param>
/// <param name="Points">Each with other labels.</param>
public sealed record MetricFamily(string Name, MetricType Type, string Help, string? Unit, IReadOnlyList<MetricPoint> Points);

public enum MetricType
{
    /// <summary>Only grows.</summary>
    Counter,
    Gauge,
    Histogram,
}

/// <param name="Labels">In the order in which they are written, no name twice.</param>
public abstract record MetricPoint(IReadOnlyList<MetricLabel> Labels)
{
    public sealed record Number(IReadOnlyList<MetricLabel> Labels, double Value) : MetricPoint(Labels);

    /// <param name="Bounds">Upper bounds of all buckets but the last, rising.</param>
    /// <param name="Counts">What fell into each bucket, the one without a bound included: one more than bounds.</param>
    /// <param name="Sum">Of all that was recorded.</param>
    public sealed record Distribution(IReadOnlyList<MetricLabel> Labels, IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double Sum) : MetricPoint(Labels);
}

public readonly record struct MetricLabel(string Name, string Value);
