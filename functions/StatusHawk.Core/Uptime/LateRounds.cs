using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>
/// What came so late that hours had been summed up without it: its own, those in which it still counted for a verdict, and the one before when it came so early
/// in its hour that what it makes believed may have begun there.
/// </summary>
public sealed class LateRounds(MonitorDirectory monitors, IMessageQueues queues, VerdictOptions verdicts, UptimeOptions options, TimeProvider clock)
{
    /// <param name="entries">All that a message brought: whether one is new to the log cannot be asked, since the process that stored it may have died here.</param>
    /// <param name="cancellationToken">Ends sending.</param>
    public async Task ReopenAsync(IEnumerable<LogEntry> entries, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var late = entries.Where(entry => entry.WorkspaceId.Length > 0 && entry.Slot.Time + Replay.Underway < now).ToArray();
        if (late.Length == 0) return;

        // How far an observation reaches is said by its monitors, and a process that has just started knows none.
        await monitors.RefreshAsync(TimeSpan.FromSeconds(5), cancellationToken);
        var hours = late
            .SelectMany(entry => HoursOf(entry), (entry, hour) => (entry.WorkspaceId, entry.Shard, Hour: hour))
            .Distinct()
            .Where(entry => HistoryPlan.IsOver(RollUpSpan.Hour, entry.Hour, now));
        foreach (var (workspaceId, shard, hour) in hours)
        {
            var request = new RollUpRequest { Span = RollUpSpan.Hour, WorkspaceId = workspaceId, Shard = shard, From = hour };

            // Late rounds come in crowds: by then the others of their hour are there too.
            await queues.SendAsync(Queues.RollUps, request, options.GatherLate, null, cancellationToken);
        }
    }

    private IEnumerable<Slot> HoursOf(LogEntry entry)
    {
        var own = Hours.HourOf(entry.Slot);
        var reach = monitors.InShard(entry.Shard).Select(ReachOf).DefaultIfEmpty(TimeSpan.Zero).Max();

        // What is believed later than that re-opens the hour before when its own hour is summed up.
        if (entry.Slot <= own + Replay.Settling && entry.Slot - reach < own) yield return own - Hours.One;
        for (var hour = own; hour <= entry.Slot + reach; hour += Hours.One) yield return hour;
    }

    private TimeSpan ReachOf(Monitor monitor) => monitor.Heartbeat is { } heartbeat ? heartbeat.Period + heartbeat.Grace : verdicts.LookBack(monitor.IntervalSeconds, monitor.ConfirmAfter);
}
