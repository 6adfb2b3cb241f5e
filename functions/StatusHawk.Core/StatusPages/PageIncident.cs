using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.StatusPages;

/// <summary>An incident as the public sees it: no names of people, no addresses, no evidence.</summary>
public sealed record PageIncident
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required IncidentImpact Impact { get; init; }
    public required IncidentStatus Status { get; init; }

    /// <summary>The components that it is about.</summary>
    public required IReadOnlyList<string> MonitorIds { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<PageUpdate> Updates { get; init; }
}

/// <param name="At">When.</param>
/// <param name="Status">The status from then on.</param>
/// <param name="Message">Plain text.</param>
public sealed record PageUpdate(DateTimeOffset At, IncidentStatus Status, string Message);
