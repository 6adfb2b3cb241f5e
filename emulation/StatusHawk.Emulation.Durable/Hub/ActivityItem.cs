namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>An activity that was asked for and is not done.</summary>
internal sealed record ActivityItem(string InstanceId, int Generation, int Step, string Name, string? Input)
{
    /// <summary>The host that has taken it, empty for none.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The version of its row.</summary>
    public string ETag { get; init; } = "";

    public (string InstanceId, int Generation, int Step) Id => (InstanceId, Generation, Step);
}
