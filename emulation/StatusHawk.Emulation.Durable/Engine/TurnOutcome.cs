using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Replay;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>What a turn came to.</summary>
internal sealed record TurnOutcome(OrchestrationRuntimeStatus Runtime)
{
    /// <summary>What the orchestrator asked for.</summary>
    public IReadOnlyList<HistoryEvent> Asked { get; init; } = [];

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>Set when it begins anew.</summary>
    public NewRun? Next { get; init; }

    /// <summary>Events that it did not wait for, kept for when it begins anew.</summary>
    public IReadOnlyList<HistoryEvent> Kept { get; init; } = [];
}
