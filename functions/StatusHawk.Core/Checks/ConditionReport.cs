namespace StatusHawk.Core.Checks;

/// <summary>Whether an answer met a condition.</summary>
/// <param name="Condition">Its text.</param>
/// <param name="Holds">False also where no answer came that it could be judged by.</param>
/// <param name="Detail">One sentence that says why. Of what the target wrote it repeats numbers only.</param>
public sealed record ConditionReport(string Condition, bool Holds, string Detail);
