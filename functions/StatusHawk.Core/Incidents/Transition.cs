using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Incidents;

/// <summary>A step of an incident that alerts may be about, with all that an alert says of it, so that a late alert tells what was true then.</summary>
public sealed record Transition
{
    /// <summary>From 1, in order. Part of the delivery key: never given twice in an incident.</summary>
    public required int Number { get; init; }
    public required TransitionKind Kind { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When StatusHawk wrote it down.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The regions that said down then, in alphabetical order.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];
    public Evidence? Error { get; init; }

    /// <summary>A person, where a person did it.</summary>
    public string? By { get; init; }
}

public enum TransitionKind
{
    /// <summary>The outage is confirmed.</summary>
    Down,

    /// <summary>The checks say that it is over.</summary>
    Recovered,

    /// <summary>Down and up too often: no more is told until it is stable.</summary>
    Flapping,

    /// <summary>A person resolved it.</summary>
    Resolved,

    /// <summary>Resolved by hand, and still down; or re-opened by a person.</summary>
    Reopened,

    /// <summary>The monitor was paused or deleted: nobody looks any more.</summary>
    Ended,
}
