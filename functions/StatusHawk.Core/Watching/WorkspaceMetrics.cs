using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Core.Watching;

/// <summary>
/// A workspace's monitors under the names that dashboards of other tools know: what holds, and what became of the last 24 hours. What is not known is left out where
/// the name has no word for it: never up and never down.
/// </summary>
public static class WorkspaceMetrics
{
    /// <param name="monitors">All of the workspace.</param>
    /// <param name="states">What holds of them.</param>
    /// <param name="hours">The overviews of their last hours.</param>
    public static IReadOnlyList<MetricFamily> Of(IReadOnlyList<Monitor> monitors, IReadOnlyList<LiveState> states, IReadOnlyList<Overview> hours)
    {
        var byMonitor = states.ToDictionary(state => state.MonitorId);
        var byShard = hours.ToDictionary(overview => overview.Shard);
        Subject[] all =
        [
            .. from monitor in monitors
               let verdict = MonitorState.Of(monitor, byMonitor.GetValueOrDefault(monitor.Id)).Verdict
               where verdict != Verdict.Paused
               select new Subject(monitor, verdict, byShard.GetValueOrDefault(monitor.Shard)?.Monitors.GetValueOrDefault(monitor.Id)),
        ];
        Subject[] heartbeats = [.. all.Where(one => one.Monitor.Kind == MonitorKind.Heartbeat)];
        return
        [
            Gauge("monitor_status", "Monitor status: 1 up, 0 down, 2 unknown, 3 maintenance.", all, Labels, one => StatusOf(one.Verdict)),
            Gauge("probe_success", "Whether the monitor is up.", all, Labels, one => IsUp(one.Verdict)),
            Gauge("gatus_results_endpoint_success", "Whether the monitor is up.", all, GatusLabels, one => IsUp(one.Verdict)),
            Gauge("monitor_uptime_ratio", "up / (up + down) of the last 24 hours that are summed up.", all, one => [.. Labels(one), new("window", "1d")], UptimeOf),
            Gauge("statushawk_monitor_response_p95_milliseconds", "95 % of the good answers of the last hour that is summed up took no longer.", all, Labels, one => one.Hours?.Cells.LastOrDefault()?.P95),
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

    private static double? UptimeOf(Subject one) =>
        (one.Hours?.Cells ?? []).Aggregate(new VerdictTime(), (sum, cell) => cell is null ? sum : sum + new VerdictTime { Up = cell.Up, Down = cell.Down }).Uptime;

    private static MetricFamily Gauge(string name, string help, IEnumerable<Subject> subjects, Func<Subject, MetricLabel[]> labels, Func<Subject, double?> value) =>
        new(name, MetricType.Gauge, help, null, [.. from one in subjects let known = value(one) where known is not null select new MetricPoint.Number(labels(one), known.Value)]);

    private static MetricFamily Single(string name, string help, double value) => new(name, MetricType.Gauge, help, null, [new MetricPoint.Number([], value)]);

    private static MetricLabel[] Labels(Subject one) => [new("monitor_id", one.Monitor.Id), new("monitor_name", one.Monitor.Name), new("monitor_type", Word(one.Monitor.Kind))];

    private static MetricLabel[] GatusLabels(Subject one) =>
        [new("key", one.Monitor.Id), new("group", ""), new("name", one.Monitor.Name), new("type", Word(one.Monitor.Kind).ToUpperInvariant())];

    private static MetricLabel[] HealthchecksLabels(Subject one) => [new("name", one.Monitor.Name), new("tags", ""), new("unique_key", one.Monitor.Id)];

    private static string Word<T>(T value) where T : struct, Enum => Enum.GetName(value)!.ToLowerInvariant();

    private sealed record Subject(Monitor Monitor, Verdict Verdict, OverviewRow? Hours);
}
