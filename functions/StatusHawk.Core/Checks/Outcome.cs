namespace StatusHawk.Core.Checks;

/// <summary>What one check found.</summary>
public enum Outcome
{
    Up,

    /// <summary>It answers, but not as well as it should.</summary>
    Degraded,
    Down,

    /// <summary>The probe could not tell: its own canaries failed too, or the check could not be run. Says nothing about the target.</summary>
    Inconclusive,
}
