namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>A verdict with the votes that explain it.</summary>
/// <param name="Verdict">What holds.</param>
/// <param name="Since">The slot from which the votes say so.</param>
/// <param name="Votes">Every region of the monitor, and its vote.</param>
public sealed record Judgement(Verdict Verdict, Slot Since, IReadOnlyDictionary<string, Vote> Votes);
