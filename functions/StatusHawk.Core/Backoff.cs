namespace StatusHawk.Core;

/// <summary>How long to wait before something that failed is tried again: twice as long each time, spread by chance.</summary>
/// <param name="First">The pause after the first try.</param>
/// <param name="Longest">The longest pause.</param>
/// <param name="Spread">How far chance may move a pause either way, as a share of it; 0 to 1. Who waits for the same is not to come back at the same instant.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest, double Spread)
{
    /// <param name="attempts">Tries made, 1 or more.</param>
    /// <param name="wish">What the other side asked for: never sooner, within the longest pause.</param>
    /// <param name="chance">0 to 1, evenly spread.</param>
    public TimeSpan After(int attempts, TimeSpan? wish, double chance)
    {
        var doubled = First.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30)) * (1 + (Spread * ((2 * chance) - 1)));
        var pause = TimeSpan.FromSeconds(Math.Min(doubled, Longest.TotalSeconds));
        if (wish is not { } asked || asked <= pause) return pause;
        return asked < Longest ? asked : Longest;
    }
}
