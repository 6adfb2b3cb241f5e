using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Monitors;

/// <summary>What a monitor remembers of its own changes, so that the past is judged by what held then.</summary>
public static class MonitorPast
{
    /// <summary>As long as the log is kept: what is older nobody judges again.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(8);

    /// <summary>Of each kind; the oldest go first.</summary>
    public const int MaxKept = 10;

    /// <summary>The monitor with the shard, the interval and the regions that it had at a slot.</summary>
    public static Monitor AsOf(this Monitor monitor, Slot then) =>
        monitor.FormerPlaces?.FirstOrDefault(place => place.Until > then.Time) is { } place
            ? monitor with { Shard = place.Shard, IntervalSeconds = place.IntervalSeconds, Regions = place.Regions }
            : monitor;

    /// <summary>The shards that may hold entries of that slot and later.</summary>
    public static IEnumerable<string> ShardsSince(this Monitor monitor, Slot from) =>
        (monitor.FormerPlaces ?? []).Where(place => place.Until >= from.Time).Select(place => place.Shard).Append(monitor.Shard).Distinct();

    /// <summary>The longest interval, in seconds, that it has had since a slot.</summary>
    public static int LongestIntervalSince(this Monitor monitor, Slot from) =>
        (monitor.FormerPlaces ?? []).Where(place => place.Until >= from.Time).Select(place => place.IntervalSeconds).Append(monitor.IntervalSeconds).Max();

    /// <summary>In another shard from now on.</summary>
    public static Monitor Moved(this Monitor monitor, Monitor from, string shard, DateTimeOffset now) => monitor with
    {
        Shard = shard,
        FormerPlaces = [.. Recent(from.FormerPlaces, place => place.Until, now), new FormerPlace(from.Shard, from.IntervalSeconds, from.Regions, now)],
    };

    /// <summary>Switched on or off now, if it was not so before.</summary>
    public static Monitor Switched(this Monitor monitor, Monitor from, DateTimeOffset now) => (from.Enabled, monitor.Enabled) switch
    {
        (true, false) => monitor with { Pauses = [.. Recent(from.Pauses, pause => pause.Until ?? now, now), new Pause(now)] },
        (false, true) => monitor with { Pauses = [.. Recent(from.Pauses, pause => pause.Until ?? now, now).Select(pause => pause.Until is null ? pause with { Until = now } : pause)] },
        _ => monitor,
    };

    private static IEnumerable<T> Recent<T>(IReadOnlyList<T>? past, Func<T, DateTimeOffset> end, DateTimeOffset now) =>
        (past ?? []).Where(each => end(each) > now - Kept).TakeLast(MaxKept - 1);
}
