namespace StatusHawk.Core.Checks.Planning;

/// <summary>What one run of the scheduler has to do.</summary>
/// <param name="Rounds">To be sent before the cursor moves: a crash in between repeats them, which is harmless, and loses none.</param>
/// <param name="Cursor">Everything up to and including this slot is planned.</param>
/// <param name="Gap">Slots were left out, since nobody planned for longer than the horizon.</param>
public sealed record Tick(IReadOnlyList<RoundRequest> Rounds, Slot Cursor, bool Gap);
