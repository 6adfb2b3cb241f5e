namespace StatusHawk.Core.Incidents;

/// <summary>Something that happened to an incident.</summary>
public sealed record TimelineEntry
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The status from then on. Entries that have one are public updates; the others are for the workspace only.</summary>
    public IncidentStatus? Status { get; init; }

    /// <summary>For people: plain text, 1 to <see cref="IncidentLimits.MaxMessageLength"/> characters.</summary>
    public required string Message { get; init; }

    /// <summary>Who; null when StatusHawk did. Never public.</summary>
    public string? By { get; init; }
}
