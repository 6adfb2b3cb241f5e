namespace Microsoft.Azure.Functions.Worker;

/// <summary>The recorded schedule of a timer. UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last occurrence recorded.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence expected.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was recorded.</summary>
    public DateTime LastUpdated { get; set; }
}
