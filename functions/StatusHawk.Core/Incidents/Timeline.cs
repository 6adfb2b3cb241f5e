namespace StatusHawk.Core.Incidents;

/// <summary>A timeline, oldest first.</summary>
public static class Timeline
{
    /// <summary>With one more entry; one that is too long keeps its first entry and its newest.</summary>
    public static IReadOnlyList<TimelineEntry> Append(IReadOnlyList<TimelineEntry> timeline, TimelineEntry entry) =>
        timeline.Count < IncidentLimits.MaxTimelineEntries
            ? [.. timeline, entry]
            : [timeline[0], .. timeline.TakeLast(IncidentLimits.MaxTimelineEntries - 2), entry];
}
