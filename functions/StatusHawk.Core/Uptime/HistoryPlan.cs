using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>Which hours and days are ready: a pure function of progress and clock.</summary>
public static class HistoryPlan
{
    /// <summary>How long after its end a UTC day is closed in the ledger.</summary>
    public static readonly TimeSpan ClosedAfter = TimeSpan.FromHours(26);

    // How far back hours are summed up after a long absence: the log reaches no further.
    private static readonly TimeSpan FurthestBack = MonitorPast.Kept - Hours.One;

    // How far back to begin when progress is ahead of the clock: a clock that was wrong for that long may have made it leave hours out.
    private static readonly TimeSpan AfterWrongClock = TimeSpan.FromDays(1);

    /// <summary>How many are asked for in one run: what is left comes with the next.</summary>
    private const int AtOnce = 6;

    /// <summary>Where to begin, and everything from there that is ready, the earliest first.</summary>
    /// <param name="done">Everything before it is asked for already; null: nothing ever was, so that history begins now.</param>
    public static (Slot From, IReadOnlyList<Slot> Ready) Ready(RollUpSpan span, Slot? done, DateTimeOffset now)
    {
        var length = Hours.LengthOf(span);
        var newest = Hours.StartOf(span, Slot.Of(now - WaitOf(span)));
        var earliest = Hours.StartOf(span, Slot.Of(now - FurthestBack)) + length;
        var from = done is null ? newest : done > newest + length ? newest - AfterWrongClock : done < earliest ? earliest : done.Value;
        var ready = new List<Slot>();
        for (var each = from; each < newest && ready.Count < AtOnce; each += length) ready.Add(each);
        return (from, ready);
    }

    /// <summary>Whether an hour or a day has been summed up or closed by now, so that what comes late has to ask for it again.</summary>
    public static bool IsOver(RollUpSpan span, Slot from, DateTimeOffset now) => (from + Hours.LengthOf(span)).Time + WaitOf(span) <= now;

    /// <summary>Whether the log still holds all of an hour. Summed up again after that, nothing would be left of it.</summary>
    public static bool IsInSight(Slot hour, DateTimeOffset now) => hour.Time >= now - MonitorPast.Kept;

    private static TimeSpan WaitOf(RollUpSpan span) => span == RollUpSpan.Hour ? Replay.Settling : ClosedAfter;
}
