using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>Sums up a stretch of one monitor's log.</summary>
public static class HourRollUps
{
    /// <param name="timeline">Which verdict held when; it says where the stretch begins and ends.</param>
    /// <param name="log">The monitor's entries, with its own result only; those outside the stretch are passed over.</param>
    /// <param name="monitor">The monitor.</param>
    public static RollUp Of(Timeline timeline, IEnumerable<LogEntry> log, Monitor monitor) => new()
    {
        MonitorId = monitor.Id,
        WorkspaceId = monitor.WorkspaceId,
        Span = RollUpSpan.Hour,
        From = Hours.HourOf(timeline.From),
        To = timeline.To,
        Time = timeline.Time(monitor.Pauses),
        Ends = timeline.Ends,
        Regions = Counts(log.Where(entry => entry.Slot >= timeline.From && entry.Slot < timeline.To)),
    };

    /// <summary>The part of an hour in which the monitor was there.</summary>
    public static (Slot From, Slot To) Stretch(Monitor monitor, Slot hour, Slot to)
    {
        var created = Slot.Of(monitor.CreatedAt);
        var from = created > hour ? created : hour;
        return (from < to ? from : to, to);
    }

    private static SortedDictionary<string, RegionCounts> Counts(IEnumerable<LogEntry> log)
    {
        var regions = new SortedDictionary<string, RegionCounts>(StringComparer.Ordinal);
        foreach (var region in log.GroupBy(entry => entry.Region))
        {
            int up = 0, degraded = 0, down = 0, inconclusive = 0;
            var latency = new LatencyHistogram();
            foreach (var result in Scheduled(region))
            {
                switch (result.Outcome)
                {
                    case Outcome.Up: up++; break;
                    case Outcome.Degraded: degraded++; break;
                    case Outcome.Down: down++; break;
                    default: inconclusive++; break;
                }

                if (result.Outcome is Outcome.Up or Outcome.Degraded && region.Key != HeartbeatTarget.Region) latency.Add(result.Timings.Total);
            }

            if (up + degraded + down + inconclusive == 0) continue;
            regions[region.Key] = new() { Up = up, Degraded = degraded, Down = down, Inconclusive = inconclusive, Latency = latency.Count > 0 ? latency : null };
        }

        return regions;
    }

    // One check for each slot: its round, or the herald of a round that was lost. A monitor that has just moved may be checked in both shards at one slot, and
    // was then checked twice. Each call of a job is one of its own.
    private static IEnumerable<CheckResult> Scheduled(IEnumerable<LogEntry> region) => region
        .Where(entry => entry.Kind != EntryKind.Opinion)
        .GroupBy(entry => entry.Kind == EntryKind.Ping ? entry.Id : null)
        .SelectMany(kind => kind.Key is not null
            ? kind.Take(1)
            : kind.GroupBy(entry => (entry.Shard, entry.Slot)).Select(same => same.OrderBy(entry => entry.Kind).ThenBy(entry => entry.Part).First()))
        .Select(entry => entry.Results[0]);
}
