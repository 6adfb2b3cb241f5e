namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>A replay asked for something else than the history has.</summary>
internal sealed class NonDeterministicOrchestrationException(string name, string instanceId, string difference)
    : Exception($"Non-deterministic orchestrator '{name}' (instance {instanceId}): {difference}. Give a changed orchestrator a new name.");
