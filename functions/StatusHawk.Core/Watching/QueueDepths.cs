using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Watching;

/// <summary>How much waits on each queue and for how long, and how much of it could not be read, as it was when it was last looked up.</summary>
public sealed class QueueDepths(IQueueDepths queues, MonitorDirectory monitors, TimeProvider clock) : IObserved, IDisposable
{
    // The next look must not be kept waiting by this one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private Meter? _meter;

    /// <summary>The queue whose first messages waited longest, and how long; null: nothing that could be taken waits.</summary>
    public (string Queue, TimeSpan Age)? Oldest =>
        (from each in _waiting
         where each.Value.Age is not null
         orderby each.Value.Age descending, each.Key
         select ((string, TimeSpan)?)(each.Key, each.Value.Age!.Value)).FirstOrDefault();

    /// <summary>How many messages could not be read, on all queues together.</summary>
    public int Poison => _waiting.Where(each => IsPoison(each.Key)).Sum(each => each.Value.Count);

    /// <summary>Looks at all queues, in a request for each, and in another where something is. What cannot be looked at is left out until it can.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var regions = monitors.All().SelectMany(monitor => monitor.Regions).Where(region => region != HeartbeatTarget.Region).Distinct().ToArray();
        string[] names = [.. Queues.Home, .. regions.Select(Queues.Checks), .. regions.Select(Queues.Opinions)];
        using var late = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        await Task.WhenAll(names.Concat(names.Select(Queues.Poison)).Select(async name =>
        {
            try
            {
                _waiting[name] = await LookAsync(name, limit.Token);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                _waiting.TryRemove(name, out _);
            }
        }));
    }

    public Meter Observe(MetricsCollector collector)
    {
        _meter = collector.CreateMeter();
        _meter.CreateObservableGauge("statushawk_queue_depth", () => Of(poison: false), "{message}", "Messages on a queue, those not visible yet included; looked up by the watchdog.");
        _meter.CreateObservableGauge("statushawk_queue_oldest_age", Ages, "s", "How long the oldest message could have been taken that nobody has, by queue; looked up by the watchdog.");
        _meter.CreateObservableGauge("statushawk_queue_poison", () => Of(poison: true), "{message}", "Messages that could not be read and wait for somebody to look, by queue.");
        return _meter;
    }

    public void Dispose() => _meter?.Dispose();

    private async Task<Waiting> LookAsync(string queue, CancellationToken cancellationToken)
    {
        var count = await queues.CountAsync(queue, cancellationToken) ?? 0;
        if (count == 0 || IsPoison(queue)) return new Waiting(count, Age: null);
        var since = await queues.OldestAsync(queue, cancellationToken);
        var age = clock.GetUtcNow() - since;
        return new Waiting(count, age < TimeSpan.Zero ? TimeSpan.Zero : age);
    }

    private IEnumerable<Measurement<int>> Of(bool poison) =>
        from each in _waiting
        where IsPoison(each.Key) == poison
        select new Measurement<int>(each.Value.Count, Label(Queues.Origin(each.Key)));

    private IEnumerable<Measurement<double>> Ages() =>
        from each in _waiting
        where !IsPoison(each.Key)
        select new Measurement<double>(each.Value.Age?.TotalSeconds ?? 0, Label(each.Key));

    private static KeyValuePair<string, object?> Label(string queue) => new("queue", queue);

    private static bool IsPoison(string queue) => Queues.Origin(queue) != queue;

    /// <param name="Count">Messages, those that nobody can see yet included.</param>
    /// <param name="Age">How long the oldest could have been taken; null: none could.</param>
    private sealed record Waiting(int Count, TimeSpan? Age);
}
