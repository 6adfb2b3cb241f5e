using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace StatusHawk.Core.Watching;

/// <summary>What one instrument has recorded, by labels.</summary>
internal sealed class Series
{
    /// <summary>As many sets of labels are told apart; what comes beyond shares one, so that memory stays bounded whatever labels do.</summary>
    public const int MaxSets = 2000;

    private static readonly MetricLabel[] Overflow = [new("otel_metric_overflow", "true")];
    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<Labels, Sum> _sums = new();
    private readonly Instrument _instrument;
    private readonly MetricType _type;
    private readonly bool _replaces;
    private readonly double[] _bounds;

    public Series(Instrument instrument)
    {
        _instrument = instrument;
        var kind = instrument.GetType().GetGenericTypeDefinition();
        _type = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? MetricType.Counter : kind == typeof(Histogram<>) ? MetricType.Histogram : MetricType.Gauge;
        _replaces = kind != typeof(Counter<>) && kind != typeof(UpDownCounter<>);
        _bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? DefaultBounds;
        Family = MetricNames.Family(instrument.Name, instrument.Unit);
    }

    public string Family { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels.Of(tags);
        if (!_sums.TryGetValue(labels, out var sum))
            sum = _sums.GetOrAdd(_sums.Count < MaxSets ? labels : new Labels(Overflow), static (_, series) => new Sum(series._type == MetricType.Histogram ? series._bounds : []), this);
        if (_type == MetricType.Histogram) sum.Count(value);
        else sum.Take(value, _replaces);
    }

    public void ForgetObserved()
    {
        if (_instrument.IsObservable) _sums.Clear();
    }

    public IEnumerable<MetricPoint> Points() =>
        from each in _sums
        orderby each.Key.Text
        select each.Value.Point(each.Key.All, _type == MetricType.Histogram);

    /// <summary>The family, with points of all instruments of that name, of the last where two say the same.</summary>
    public MetricFamily ToFamily(IEnumerable<MetricPoint> points)
    {
        var word = MetricNames.UnitWord(_instrument.Unit);
        var unit = word is not null && Family.EndsWith("_" + word, StringComparison.Ordinal) ? word : null;
        return new MetricFamily(Family, _type, _instrument.Description ?? "", unit, [.. points.GroupBy(point => new Labels([.. point.Labels])).Select(same => same.Last())]);
    }

    private readonly record struct Labels(MetricLabel[] All)
    {
        public string Text => string.Join(',', All.Select(label => $"{label.Name}={label.Value}"));

        public static Labels Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.Length == 0) return new([]);
            var all = new MetricLabel[tags.Length];
            for (var i = 0; i < tags.Length; i++) all[i] = new(MetricNames.Valid(tags[i].Key), Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "");
            Array.Sort(all, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
            return new([.. all.DistinctBy(label => label.Name)]);
        }

        public bool Equals(Labels other) => All.AsSpan().SequenceEqual(other.All);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var label in All) hash.Add(label);
            return hash.ToHashCode();
        }
    }

    private sealed class Sum(double[] bounds)
    {
        private readonly Lock _gate = new();
        private readonly long[] _counts = new long[bounds.Length + 1];
        private double _sum;

        public void Take(double value, bool replaces)
        {
            lock (_gate) _sum = replaces ? value : _sum + value;
        }

        public void Count(double value)
        {
            var bucket = Array.BinarySearch(bounds, value);
            lock (_gate)
            {
                _counts[bucket < 0 ? ~bucket : bucket]++;
                _sum += value;
            }
        }

        public MetricPoint Point(MetricLabel[] labels, bool spread)
        {
            lock (_gate) return spread ? new MetricPoint.Distribution(labels, bounds, [.. _counts], _sum) : new MetricPoint.Number(labels, _sum);
        }
    }
}
