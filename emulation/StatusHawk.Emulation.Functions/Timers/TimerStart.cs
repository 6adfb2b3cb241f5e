using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Functions.Timers;

/// <summary>How a timer begins, given what was recorded of it: a pure rule.</summary>
internal sealed record TimerStart(ScheduleStatus Status, bool IsPastDue)
{
    public static TimerStart From(ScheduleStatus? recorded, TimerSchedule schedule, DateTime now)
    {
        if (recorded is null)
            return new(new ScheduleStatus { Next = schedule.Next(now), LastUpdated = now }, false);
        // A schedule that was changed since cannot have been missed: it counts from the last occurrence recorded.
        var expected = schedule.Next(recorded.Last == default ? recorded.LastUpdated : recorded.Last);
        if (expected != recorded.Next)
            return new(new ScheduleStatus { Last = recorded.Last, Next = schedule.Next(now), LastUpdated = now }, false);
        return new(recorded, now > recorded.Next);
    }
}
