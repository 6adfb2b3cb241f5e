using StatusHawk.Emulation.Durable.History;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>What happened to an instance and is not yet in its history.</summary>
/// <param name="Key">The key of its row; empty for what only this process knows and can find out again.</param>
/// <param name="Generation">The generation that it is for; 0 for whichever runs.</param>
internal sealed record InboxMessage(string Key, int Generation, HistoryEvent Event)
{
    /// <summary>The host that has taken it, empty for none.</summary>
    public string Owner { get; init; } = "";
}
