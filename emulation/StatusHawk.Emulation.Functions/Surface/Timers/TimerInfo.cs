namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer tells the function it runs.</summary>
public class TimerInfo
{
    /// <summary>The recorded schedule; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for a missed one.</summary>
    public bool IsPastDue { get; set; }
}
