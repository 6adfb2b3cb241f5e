using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>Reads what became of a monitor: from roll-ups, and from the log where an hour is not summed up yet.</summary>
public sealed class MonitorHistory(IHistoryStore history, MonitorLogs logs, ICheckLog log, VerdictOptions options, TimeProvider clock)
{
    /// <summary>An hour is summed up minutes after its end: what is missing for longer is not made on every look.</summary>
    private const int HoursFromLog = 3;

    /// <summary>Each hour that begins in [from, to). The one that is not over reaches up to now; of heartbeats it is left out.</summary>
    public async Task<IReadOnlyList<RollUp>> ReadHoursAsync(Monitor monitor, Slot from, Slot to, CancellationToken cancellationToken)
    {
        var stored = await history.ListAsync(monitor.Id, RollUpSpan.Hour, from, to, cancellationToken);
        if (monitor.Heartbeat is not null) return stored;

        var now = Slot.Of(clock.GetUtcNow());
        var first = Latest(from, Hours.HourOf(now) - ((HoursFromLog - 1) * Hours.One), stored.Count > 0 ? stored[^1].From + Hours.One : from);
        var end = to < now ? to : now;
        if (first >= end) return stored;

        var entries = (await logs.ReadAsync([monitor], first, end, [], cancellationToken))[monitor.Id];
        var hours = new List<RollUp>(stored);
        for (var hour = first; hour < end; hour += Hours.One)
        {
            var stretch = HourRollUps.Stretch(monitor, hour, hour + Hours.One < end ? hour + Hours.One : end);
            if (stretch.From < stretch.To) hours.Add(HourRollUps.Of(Replay.Of(entries, monitor, options, stretch.From, stretch.To), entries, monitor));
        }

        return hours;
    }

    /// <summary>
    /// Each day that has a part in [from, to), its edges cut to the hour. A chart of whole days reads one document for each, and at most six hours beside the day that is
    /// not over; what is not summed up yet is left out.
    /// </summary>
    public async Task<IReadOnlyList<RollUp>> ReadDaysAsync(Monitor monitor, Slot from, Slot to, CancellationToken cancellationToken)
    {
        var stored = (await history.ListAsync(monitor.Id, RollUpSpan.Day, Hours.DayOf(from), to, cancellationToken)).ToDictionary(day => day.From);
        var days = new List<RollUp>();
        for (var day = Hours.DayOf(Latest(from, Slot.Of(monitor.CreatedAt))); day < to; day += Hours.Day)
        {
            var (first, end) = (Latest(day, from), day + Hours.Day < to ? day + Hours.Day : to);
            var whole = stored.GetValueOrDefault(day) is { } found && found.To <= end && day >= from ? found : null;
            var parts = new List<RollUp>();
            if (whole is not null) parts.Add(whole);
            if ((whole?.To ?? first) < end && MayHaveHours(day, whole, stored)) parts.AddRange(await history.ListAsync(monitor.Id, RollUpSpan.Hour, whole?.To ?? first, end, cancellationToken));
            if (parts.Count > 0) days.Add(RollUp.Sum(parts, RollUpSpan.Day, first));
        }

        return days;
    }

    /// <summary>Every scheduled check, opinion and call in [from, to), by slot, as long as the log is kept.</summary>
    public async Task<IReadOnlyList<LogEntry>> ReadChecksAsync(Monitor monitor, Slot from, Slot to, CancellationToken cancellationToken)
    {
        var entries = await Task.WhenAll(monitor.ShardsSince(from).Select(shard => log.ReadAsync(shard, from, to - TimeSpan.FromSeconds(1), cancellationToken)));
        return
        [
            .. entries.SelectMany(each => each)
                .SelectMany(entry => entry.Results.Where(result => result.MonitorId == monitor.Id), (entry, result) => entry with { Results = [result] })
                .GroupBy(entry => (entry.Slot, entry.Region, IsScheduled: entry.Kind is EntryKind.Round or EntryKind.Urgent, Id: entry.Kind is EntryKind.Round or EntryKind.Urgent ? "" : entry.Id))
                .Select(same => same.OrderBy(entry => entry.Kind).ThenBy(entry => entry.Part).First())
                .OrderBy(entry => entry.Slot).ThenBy(entry => entry.Region, StringComparer.Ordinal),
        ];
    }

    // A day long gone without a document has no hours either; of the newest two, and of one that is cut, they may be all there is.
    private bool MayHaveHours(Slot day, RollUp? whole, Dictionary<Slot, RollUp> stored) =>
        whole is not null || stored.ContainsKey(day) || day + Hours.Day + Hours.Day > Slot.Of(clock.GetUtcNow());

    private static Slot Latest(params ReadOnlySpan<Slot> slots)
    {
        var latest = slots[0];
        foreach (var slot in slots[1..]) latest = slot > latest ? slot : latest;
        return latest;
    }
}
