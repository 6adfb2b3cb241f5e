using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.History;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>The state of an instance without its history: its row <c>status</c>, whose version guards every change.</summary>
internal sealed record InstanceStatus
{
    public required string Id { get; init; }

    /// <summary>The orchestrator.</summary>
    public required string Name { get; init; }

    public required OrchestrationRuntimeStatus Runtime { get; init; }

    /// <summary>
    /// Raised whenever the id is started or begins anew: rows of another generation belong to a run that is over. Begins with the time in
    /// seconds, so that a run that was purged, or that storage has lost, is not taken for the next one.
    /// </summary>
    public required int Generation { get; init; }

    /// <summary>How many turns of this generation are done.</summary>
    public int Turn { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public DateTime? StartAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public Failure? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>The host that has taken the instance itself, empty for none.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The commits whose rows were written ahead of them.</summary>
    public string Staged { get; init; } = "";

    /// <summary>The version of the row.</summary>
    public string ETag { get; init; } = "";

    public bool HasEnded => Runtime
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;
}
