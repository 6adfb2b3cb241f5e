namespace StatusHawk.Core.Incidents;

/// <summary>The bounds of an incident's fields. They are part of the API's contract.</summary>
public static class IncidentLimits
{
    public const int MaxTitleLength = 200;
    public const int MaxMessageLength = 5_000;

    /// <summary>Entries that a timeline keeps: the first, and the newest others.</summary>
    public const int MaxTimelineEntries = 200;
    public const int MaxMonitors = 100;
}
