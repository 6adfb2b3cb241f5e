namespace StatusHawk.Core.StatusPages;

/// <summary>
/// How old what a page says is: the instant at which it was last known to hold, and a coarse word for how long ago that is. Coarse, so that a page
/// changes (and with it its ETag) when a reader must be warned, and not with every second.
/// </summary>
/// <param name="At">The later of the snapshot's last change and the pipeline's last heartbeat.</param>
/// <param name="Band">How long ago.</param>
public sealed record DataAge(DateTimeOffset At, AgeBand Band)
{
    /// <summary>The heartbeat comes each minute: after three, it is missing.</summary>
    public static TimeSpan FreshFor { get; } = TimeSpan.FromMinutes(3);

    public bool IsOld => Band != AgeBand.Fresh;

    /// <param name="snapshot">What the page says.</param>
    /// <param name="heartbeat">Until when that was known to hold; null when never heard of.</param>
    /// <param name="now">The reader's time.</param>
    public static DataAge Of(PageSnapshot snapshot, PipelineHeartbeat? heartbeat, DateTimeOffset now)
    {
        var at = heartbeat is not null && heartbeat.At > snapshot.UpdatedAt ? heartbeat.At : snapshot.UpdatedAt;
        var age = now - at;
        return new(at, age <= FreshFor ? AgeBand.Fresh : age <= TimeSpan.FromHours(1) ? AgeBand.Minutes : age <= TimeSpan.FromDays(1) ? AgeBand.Hours : AgeBand.Days);
    }
}

/// <summary>How old, coarsely.</summary>
public enum AgeBand
{
    /// <summary>Up to three minutes: as it should be.</summary>
    Fresh,

    /// <summary>More than three minutes.</summary>
    Minutes,

    /// <summary>More than an hour.</summary>
    Hours,

    /// <summary>More than a day.</summary>
    Days,
}
