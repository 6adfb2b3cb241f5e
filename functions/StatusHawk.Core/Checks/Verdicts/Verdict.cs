namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>What StatusHawk says of a monitor.</summary>
public enum Verdict
{
    /// <summary>Too few regions have a fresh, healthy vote to say anything.</summary>
    Unknown,
    Up,

    /// <summary>Enough regions find it slower than it should be.</summary>
    Degraded,

    /// <summary>Some regions find it down, but fewer than the quorum: a regional issue.</summary>
    Partial,
    Down,

    /// <summary>Switched off by a person.</summary>
    Paused,

    /// <summary>Inside a planned window.</summary>
    Maintenance,
}
