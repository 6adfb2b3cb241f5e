using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Watching;

/// <summary>How much waits on each queue, and how much of it could not be read, as it was when it was last looked up.</summary>
public sealed class QueueDepths(IQueueDepths queues, MonitorDirectory monitors, TimeProvider clock) : IObserved, IDisposable
{
    private const string Poison = "-poison";

    // The next look must not be kept waiting by this one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, int> _depths = new(StringComparer.Ordinal);
    private Meter? _meter;

    /// <summary>Looks at all queues, in a request for each. What cannot be looked at is left out until it can.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var regions = monitors.All().SelectMany(monitor => monitor.Regions).Where(region => region != HeartbeatTarget.Region).Distinct().ToArray();
        string[] names = [Queues.Results, Queues.Urgent, Queues.Commands, Queues.Republish, Queues.Mails, .. regions.Select(Queues.Checks), .. regions.Select(Queues.Opinions)];
        using var late = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        await Task.WhenAll(names.Concat(names.Select(name => name + Poison)).Select(async name =>
        {
            try
            {
                _depths[name] = await queues.CountAsync(name, limit.Token) ?? 0;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                _depths.TryRemove(name, out _);
            }
        }));
    }

    public Meter Observe(MetricsCollector collector)
    {
        _meter = collector.CreateMeter();
        _meter.CreateObservableGauge("statushawk_queue_depth", () => Of(poison: false), "{message}", "Messages on a queue, those not visible yet included; looked up by the watchdog.");
        _meter.CreateObservableGauge("statushawk_queue_poison", () => Of(poison: true), "{message}", "Messages that could not be read and wait for somebody to look, by queue.");
        return _meter;
    }

    public void Dispose() => _meter?.Dispose();

    private IEnumerable<Measurement<int>> Of(bool poison) =>
        from each in _depths
        where each.Key.EndsWith(Poison, StringComparison.Ordinal) == poison
        select new Measurement<int>(each.Value, new KeyValuePair<string, object?>("queue", poison ? each.Key[..^Poison.Length] : each.Key));
}
