using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace StatusHawk.Core.Watching;

/// <summary>
/// Adds up what instruments record, from when it is made: those of <see cref="Instruments"/>, those of meters that it made itself, and the runtime's own.
/// </summary>
public sealed class MetricsCollector : IDisposable
{
    private const string Runtime = "System.Runtime";
    private readonly ConcurrentDictionary<Instrument, Series> _series = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _collecting = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument.Meter)) listener.EnableMeasurementEvents(instrument, _series.GetOrAdd(instrument, static key => new Series(key)));
        };
        _listener.MeasurementsCompleted = (instrument, _) => _series.TryRemove(instrument, out var _);
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => ((Series)series!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => ((Series)series!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, series) => ((Series)series!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>A meter for what belongs to one app, and is asked for when it is read. Two apps in one process see only their own.</summary>
    public Meter CreateMeter() => new(new MeterOptions(Instruments.Name) { Scope = this });

    /// <summary>All there is now, by name.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        lock (_collecting)
        {
            // What is no longer observed is no longer there.
            foreach (var series in _series.Values) series.ForgetObserved();
            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException)
            {
                // What cannot be observed now is left out.
            }

            return
            [
                .. from series in _series.Values
                   group series by series.Family into family
                   orderby family.Key
                   let points = family.SelectMany(series => series.Points()).ToArray()
                   where points.Length > 0
                   select family.First().ToFamily(points),
            ];
        }
    }

    public void Dispose() => _listener.Dispose();

    private bool IsOurs(Meter meter) => meter.Name == Runtime || (meter.Name == Instruments.Name && (meter.Scope is null || ReferenceEquals(meter.Scope, this)));
}
