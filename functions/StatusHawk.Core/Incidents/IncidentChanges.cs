namespace StatusHawk.Core.Incidents;

/// <summary>What people do to incidents. Each gives the incident after it, the very same object when there is nothing to do, or why it cannot be done.</summary>
public static class IncidentChanges
{
    /// <summary>An incident that a person announces: shown on the page, told to no channel.</summary>
    public static Incident Open(string id, string workspaceId, IncidentInput input, string by, DateTimeOffset now) => new()
    {
        Id = id,
        WorkspaceId = workspaceId,
        Origin = IncidentOrigin.Manual,
        MonitorIds = input.MonitorIds,
        Title = input.Title,
        Impact = input.Impact,
        Status = input.Status,
        StartedAt = now,
        CreatedAt = now,
        UpdatedAt = now,
        Timeline = [new TimelineEntry { At = now, Status = input.Status, Message = input.Message, By = by }],
    };

    /// <summary>A word to the public; with it the status may change.</summary>
    public static IncidentChange Update(Incident incident, IncidentStatus? status, string message, string by, DateTimeOffset now)
    {
        if (incident.Status == IncidentStatus.Resolved) return new("It is resolved. Re-open it first.");
        return new(Entry(incident with { Status = status ?? incident.Status }, status ?? incident.Status, message, by, now));
    }

    /// <summary>Whether somebody has said just this since then: what a request says again when nobody knows whether it was heard.</summary>
    public static bool IsUpdated(Incident incident, IncidentStatus? status, string message, string by, DateTimeOffset since) =>
        incident.Timeline.Any(entry => entry.At >= since && entry.By == by && entry.Message == message && (status ?? entry.Status) == entry.Status);

    /// <summary>Somebody is on it. Changes nothing else.</summary>
    public static IncidentChange Acknowledge(Incident incident, string by, DateTimeOffset now)
    {
        if (incident.AcknowledgedAt is not null) return new(incident);
        if (incident.Status == IncidentStatus.Resolved) return new("It is resolved already.");
        return new(Entry(incident with { AcknowledgedAt = now, AcknowledgedBy = by }, status: null, "Acknowledged.", by, now));
    }

    /// <summary>A person says that it is over. While the checks say otherwise it opens again after the time that a recovery takes.</summary>
    public static IncidentChange Resolve(Incident incident, string? message, string by, DateTimeOffset now)
    {
        if (incident.Status == IncidentStatus.Resolved) return new(incident);
        var resolved = incident with { Status = IncidentStatus.Resolved, ResolvedAt = now, ResolvedBy = by, HeldOpen = false };
        return new(Entry(Told(resolved, TransitionKind.Resolved, by, now), IncidentStatus.Resolved, message ?? "This has been resolved.", by, now));
    }

    /// <summary>A person says that it is not over. Only a person resolves it then.</summary>
    public static IncidentChange Reopen(Incident incident, string? message, string by, DateTimeOffset now)
    {
        if (incident.Status != IncidentStatus.Resolved) return new(incident);
        var open = incident with { Status = IncidentStatus.Investigating, ResolvedAt = null, ResolvedBy = null, HeldOpen = true };
        return new(Entry(Told(open, TransitionKind.Reopened, by, now), IncidentStatus.Investigating, message ?? "This is open again.", by, now));
    }

    private static Incident Entry(Incident incident, IncidentStatus? status, string message, string by, DateTimeOffset now) => incident with
    {
        UpdatedAt = now,
        Timeline = Timeline.Append(incident.Timeline, new TimelineEntry { At = now, Status = status, Message = message, By = by }),
    };

    // What a person announced is told to no channel.
    private static Incident Told(Incident incident, TransitionKind kind, string by, DateTimeOffset now) => incident.Origin == IncidentOrigin.Manual
        ? incident
        : incident with
        {
            Transitions =
            [
                .. incident.Transitions,
                new Transition { Number = incident.Transitions.Count + 1, Kind = kind, At = now, RecordedAt = now, Regions = incident.Cause?.Regions ?? [], By = by },
            ],
        };
}

/// <summary>What came of a change: the incident after it, or why there is none.</summary>
public sealed record IncidentChange
{
    public IncidentChange(Incident incident) => Incident = incident;

    public IncidentChange(string refusal) => Refusal = refusal;

    public Incident? Incident { get; }

    /// <summary>A sentence for the person.</summary>
    public string? Refusal { get; }
}
