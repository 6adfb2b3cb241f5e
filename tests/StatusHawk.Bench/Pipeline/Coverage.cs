using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Bench.Pipeline;

/// <summary>What the log holds of the slots of a window, beside what it should hold.</summary>
/// <param name="Expected">Observations due: each monitor, in each region, at each of its slots.</param>
/// <param name="Missing">Those that are not there.</param>
/// <param name="Twice">Those that are there more than once.</param>
/// <param name="NotUp">Those that found the target not up.</param>
public sealed record Coverage(int Expected, int Missing, int Twice, int NotUp)
{
    public int Found => Expected - Missing;

    /// <param name="monitors">The monitors, by shard.</param>
    /// <param name="regions">Where each is checked from.</param>
    /// <param name="intervalSeconds">Of all of them.</param>
    /// <param name="begin">The window's first instant.</param>
    /// <param name="end">The instant after its last.</param>
    /// <param name="log">What is stored; what lies outside the window does not matter.</param>
    public static Coverage Of(
        ILookup<string, string> monitors, IReadOnlyList<string> regions, int intervalSeconds, DateTimeOffset begin, DateTimeOffset end, IEnumerable<LogEntry> log)
    {
        var due = (
            from shard in monitors
            from slot in Slots(Phase.Of(shard.Key, intervalSeconds), intervalSeconds, begin, end)
            from region in regions
            from monitor in shard
            select (Monitor: monitor, Region: region, Slot: slot)).ToDictionary(key => key, _ => 0);

        var notUp = 0;
        foreach (var (entry, result) in log.Where(entry => entry.Kind == EntryKind.Round).SelectMany(entry => entry.Results, (entry, result) => (entry, result)))
        {
            var key = (result.MonitorId, entry.Region, entry.Slot);
            if (!due.TryGetValue(key, out var times)) continue;
            due[key] = times + 1;
            if (result.Outcome != Outcome.Up) notUp++;
        }

        return new(due.Count, due.Values.Count(times => times == 0), due.Values.Count(times => times > 1), notUp);
    }

    private static IEnumerable<Slot> Slots(int phaseSeconds, int intervalSeconds, DateTimeOffset begin, DateTimeOffset end)
    {
        var first = begin.ToUnixTimeMilliseconds() / 1000.0 - phaseSeconds;
        for (var n = (long)Math.Ceiling(first / intervalSeconds); ; n++)
        {
            var slot = new Slot(phaseSeconds + (n * intervalSeconds));
            if (slot.Time >= end) yield break;
            yield return slot;
        }
    }
}
