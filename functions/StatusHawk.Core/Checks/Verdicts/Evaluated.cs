using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>What came of an evaluation.</summary>
/// <param name="Changed">Whether anything changed that a page could show.</param>
/// <param name="Wants">What must happen next.</param>
/// <param name="States">What holds of each monitor that was judged; deleted ones are left out.</param>
public sealed record Evaluated(bool Changed, Wants Wants, IReadOnlyList<LiveState> States);
