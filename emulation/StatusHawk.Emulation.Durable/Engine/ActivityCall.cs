namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>What triggers an activity.</summary>
internal sealed record ActivityCall(string InstanceId, string? Input);
