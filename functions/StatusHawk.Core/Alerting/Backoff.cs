namespace StatusHawk.Core.Alerting;

/// <summary>When a failed delivery is tried again.</summary>
public static class Backoff
{
    // Receivers that came back are not to be met by all who wait at the same instant.
    private const double Jitter = 0.2;

    /// <summary>The pause after a try: twice the one before it, spread by a fifth either way.</summary>
    /// <param name="attempts">Tries made, 1 or more.</param>
    /// <param name="wish">What the receiver asked for: never sooner, within the longest pause.</param>
    /// <param name="options">The first pause and the longest.</param>
    /// <param name="chance">0 to 1, evenly spread.</param>
    public static TimeSpan After(int attempts, TimeSpan? wish, AlertingOptions options, double chance)
    {
        var doubled = options.FirstRetry.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30)) * (1 + (Jitter * ((2 * chance) - 1)));
        var pause = TimeSpan.FromSeconds(Math.Min(doubled, options.LongestRetry.TotalSeconds));
        if (wish is not { } asked || asked <= pause) return pause;
        return asked < options.LongestRetry ? asked : options.LongestRetry;
    }
}
