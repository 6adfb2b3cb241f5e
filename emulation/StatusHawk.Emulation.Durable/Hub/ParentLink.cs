namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>The step of another instance that started this one and waits for its end.</summary>
internal sealed record ParentLink(string Name, string InstanceId, int Generation, int Step);
