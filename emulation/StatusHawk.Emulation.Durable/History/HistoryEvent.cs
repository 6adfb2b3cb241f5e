namespace StatusHawk.Emulation.Durable.History;

/// <summary>One thing that an orchestration did or that happened to it.</summary>
internal sealed record HistoryEvent(HistoryKind Kind)
{
    /// <summary>The number of the step that it is about, from 0.</summary>
    public int Step { get; init; }

    /// <summary>The name of a task or an event.</summary>
    public string? Name { get; init; }

    /// <summary>A result, a payload or a reason, as JSON.</summary>
    public string? Data { get; init; }

    /// <summary>When a turn started or a timer fires. UTC.</summary>
    public DateTime? At { get; init; }

    /// <summary>The instance that is called or sent to.</summary>
    public string? Target { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>Whether the orchestrator asked for it, so that a replay must ask again.</summary>
    public bool IsAsked => Kind is HistoryKind.ActivityAsked or HistoryKind.TimerSet or HistoryKind.SubAsked or HistoryKind.EventSent;

    /// <summary>Whether it ends a step.</summary>
    public bool EndsStep => Kind
        is HistoryKind.ActivityDone or HistoryKind.ActivityFailed
        or HistoryKind.SubDone or HistoryKind.SubFailed
        or HistoryKind.TimerFired or HistoryKind.TimerDropped;

    /// <summary>What was asked for, in words.</summary>
    public string Describe() => Kind switch
    {
        HistoryKind.ActivityAsked => $"activity '{Name}'",
        HistoryKind.SubAsked => $"sub-orchestration '{Name}'",
        HistoryKind.EventSent => $"event '{Name}' to '{Target}'",
        HistoryKind.TimerSet => "a timer",
        _ => Kind.ToString(),
    };
}
