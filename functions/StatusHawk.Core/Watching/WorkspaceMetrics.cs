using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Watching;

/// <summary>
/// A workspace's monitors under the names that dashboards of other tools know. Only what live state says; here is the place for more. What is not known is left
/// out where the name has no word for it: never up and never down.
/// </summary>
public static class WorkspaceMetrics
{
    public static IReadOnlyList<MetricFamily> Of(IReadOnlyList<Monitor> monitors, IReadOnlyList<LiveState> states)
    {
        var byMonitor = states.ToDictionary(state => state.MonitorId);
        Subject[] all = [.. monitors.Select(monitor => new Subject(monitor, MonitorState.Of(monitor, byMonitor.GetValueOrDefault(monitor.Id)).Verdict)).Where(one => one.Verdict != Verdict.Paused)];
        Subject[] heartbeats = [.. all.Where(one => one.Monitor.Kind == MonitorKind.Heartbeat)];
        return
        [
            Gauge("monitor_status", "Monitor status: 1 up, 0 down, 2 unknown, 3 maintenance.", all, Labels, one => StatusOf(one.Verdict)),
            Gauge("probe_success", "Whether the monitor is up.", all, Labels, one => IsUp(one.Verdict)),
            Gauge("gatus_results_endpoint_success", "Whether the monitor is up.", all, GatusLabels, one => IsUp(one.Verdict)),
            Gauge("statushawk_monitor_verdict", "1 for the verdict that holds.", all, one => [.. Labels(one), new("verdict", Word(one.Verdict))], _ => 1),
            Gauge("hc_check_up", "Whether the job calls as it should.", heartbeats, HealthchecksLabels, one => IsUp(one.Verdict)),
            Single("hc_checks_total", "The number of heartbeats.", heartbeats.Length),
            Single("hc_checks_down_total", "The number of heartbeats that are down.", heartbeats.Count(one => one.Verdict == Verdict.Down)),
        ];
    }

    private static double StatusOf(Verdict verdict) => verdict switch
    {
        Verdict.Maintenance => 3,
        Verdict.Unknown => 2,
        _ => IsUp(verdict) ?? 0,
    };

    // A regional issue is no outage, and neither is an answer that is slow.
    private static double? IsUp(Verdict verdict) => verdict switch
    {
        Verdict.Up or Verdict.Degraded or Verdict.Partial => 1,
        Verdict.Down => 0,
        _ => null,
    };

    private static MetricFamily Gauge(string name, string help, IEnumerable<Subject> subjects, Func<Subject, MetricLabel[]> labels, Func<Subject, double?> value) =>
        new(name, MetricType.Gauge, help, null, [.. from one in subjects let known = value(one) where known is not null select new MetricPoint.Number(labels(one), known.Value)]);

    private static MetricFamily Single(string name, string help, double value) => new(name, MetricType.Gauge, help, null, [new MetricPoint.Number([], value)]);

    private static MetricLabel[] Labels(Subject one) => [new("monitor_id", one.Monitor.Id), new("monitor_name", one.Monitor.Name), new("monitor_type", Word(one.Monitor.Kind))];

    private static MetricLabel[] GatusLabels(Subject one) =>
        [new("key", one.Monitor.Id), new("group", ""), new("name", one.Monitor.Name), new("type", Word(one.Monitor.Kind).ToUpperInvariant())];

    private static MetricLabel[] HealthchecksLabels(Subject one) => [new("name", one.Monitor.Name), new("tags", ""), new("unique_key", one.Monitor.Id)];

    private static string Word<T>(T value) where T : struct, Enum => Enum.GetName(value)!.ToLowerInvariant();

    private sealed record Subject(Monitor Monitor, Verdict Verdict);
}
