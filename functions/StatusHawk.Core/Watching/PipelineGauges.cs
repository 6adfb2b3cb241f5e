using System.Diagnostics.Metrics;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Watching;

/// <summary>What Pipeline knows at any time, from memory.</summary>
public sealed class PipelineGauges(
    MonitorDirectory monitors, LiveView view, RegionFreshness freshness, Scheduling scheduling, Watchdog watchdog, TimeProvider clock) : IObserved, IDisposable
{
    private Meter? _meter;

    public Meter Observe(MetricsCollector collector)
    {
        _meter = collector.CreateMeter();
        _meter.CreateObservableGauge("active_monitors", () => monitors.All().Count(monitor => monitor.Enabled), "{monitor}", "Monitors that are switched on.");
        _meter.CreateObservableGauge("active_incidents", OpenIncidents, "{incident}", "Outages that are open; what people announced is not counted.");
        _meter.CreateObservableGauge("statushawk_schedule_lag", Lag, "s", "How far planning is behind: now and a minute, less what is planned. Of a process that has scheduled.");
        _meter.CreateObservableGauge("statushawk_region_round_age", RoundAges, "s", "How long ago the newest slot was of which a round has come, by region.");
        _meter.CreateObservableGauge(
            "statushawk_watchdog_last_success_timestamp", () => Some(watchdog.LastGood?.ToUnixTimeSeconds()), "s", "When the watchdog last found everything done, in seconds since 1970.");
        _meter.CreateObservableGauge(
            "statushawk_incident_marks", () => Some(watchdog.Alerts?.Marks), "{incident}", "Incidents that are followed or told of, as the watchdog last saw them.");
        _meter.CreateObservableGauge(
            "statushawk_alerts_outstanding", () => Some(watchdog.Alerts?.Untold), "{channel}", "Channels that wait to be told of incidents that are over, as the watchdog last saw them.");
        return _meter;
    }

    public void Dispose() => _meter?.Dispose();

    private int OpenIncidents() => view.All().Select(live => live.IncidentId).OfType<string>().Distinct().Count();

    private IEnumerable<Measurement<double>> Lag() =>
        scheduling.PlannedTo is { } planned ? [new(Planner.Lag(planned, clock.GetUtcNow()).TotalSeconds)] : [];

    private IEnumerable<Measurement<double>> RoundAges() =>
        from each in freshness.NewestRounds
        select new Measurement<double>(Math.Max(0, (clock.GetUtcNow() - each.Value.Time).TotalSeconds), new KeyValuePair<string, object?>("region", each.Key));

    private static IEnumerable<Measurement<long>> Some(long? value) => value is { } known ? [new(known)] : [];
}
