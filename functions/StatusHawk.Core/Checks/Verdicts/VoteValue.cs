namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>What one region says of a monitor.</summary>
public enum VoteValue
{
    /// <summary>Nothing: no fresh observation, only inconclusive ones, or failures too few to mean down with nothing before them.</summary>
    None,
    Up,
    Degraded,
    Down,
}
