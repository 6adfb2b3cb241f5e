using StatusHawk.Core.Checks;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Alerting;

/// <summary>What one channel is told about one transition. It depends on the stored transition alone, so every try says the same.</summary>
public sealed record Alert
{
    /// <summary>The delivery key: the same at every try, so that a receiver that honours keys sees it once.</summary>
    public required string Key { get; init; }
    public required TransitionKind Kind { get; init; }

    /// <summary>Set when somebody only wants to see whether the channel works.</summary>
    public bool IsTest { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }
    public required string IncidentId { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    public required string MonitorId { get; init; }
    public required string MonitorName { get; init; }

    /// <summary>What is checked.</summary>
    public required string Target { get; init; }
    public IReadOnlyList<string> Regions { get; init; } = [];
    public Evidence? Error { get; init; }

    /// <summary>A person, where a person did it.</summary>
    public string? By { get; init; }

    /// <summary>The public page; null when there is none.</summary>
    public string? PageUrl { get; init; }
}
