using StatusHawk.Emulation.Durable.History;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>Something for another instance, committed with the turn that sent it and delivered after.</summary>
/// <param name="Event">What the other is told; for <see cref="HistoryKind.SubAsked"/> the start of it.</param>
/// <param name="ToGeneration">The generation of the other that it is for; 0 for whichever runs.</param>
/// <param name="At">When it was sent, which orders it among other messages. UTC.</param>
internal sealed record OutboxItem(
    string Key,
    int Generation,
    string SenderName,
    string Target,
    int ToGeneration,
    DateTime At,
    HistoryEvent Event);
