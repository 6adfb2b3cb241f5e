namespace StatusHawk.Core.Incidents;

/// <summary>A confirmed outage, or something that a person announced, with its timeline.</summary>
public sealed record Incident
{
    public int V { get; init; } = 1;

    /// <summary>For a detected one: made of monitor and episode, so that every try to open it means the same incident.</summary>
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public required IncidentOrigin Origin { get; init; }

    /// <summary>What it is about. Exactly one for a detected incident; any number, none included, for one that a person opened.</summary>
    public required IReadOnlyList<string> MonitorIds { get; init; }

    /// <summary>The monitor's episode that it belongs to; 0 for one that a person opened.</summary>
    public int Episode { get; init; }

    /// <summary>1 to 200 characters.</summary>
    public required string Title { get; init; }
    public required IncidentImpact Impact { get; init; }
    public required IncidentStatus Status { get; init; }

    /// <summary>When the outage began: the first failed check of the regions that make the quorum.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When StatusHawk wrote it down.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null unless <see cref="Status"/> is resolved.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Who resolved it: a person's name for a resolution by hand; null while it is open, or when the checks did.</summary>
    public string? ResolvedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? AcknowledgedBy { get; init; }

    /// <summary>Down and up too often to tell each: quiet until it is stable.</summary>
    public bool Flapping { get; init; }

    /// <summary>A person re-opened it: it is resolved by a person too, whatever the checks say.</summary>
    public bool HeldOpen { get; init; }

    /// <summary>Why, when it was detected.</summary>
    public IncidentCause? Cause { get; init; }

    /// <summary>Oldest first; at most <see cref="IncidentLimits.MaxTimelineEntries"/>.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>What alerts are about, numbered from 1 in the order in which it happened.</summary>
    public IReadOnlyList<Transition> Transitions { get; init; } = [];
}
