namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>With what an orchestration begins anew.</summary>
internal sealed record NewRun(string? Input, bool KeepsEvents);
