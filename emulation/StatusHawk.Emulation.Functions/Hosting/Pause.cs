namespace StatusHawk.Emulation.Functions;

/// <summary>Waiting that a stop ends without an exception.</summary>
internal static class Pause
{
    /// <summary>Waits; true when the time has passed, false when cancelled before.</summary>
    public static async Task<bool> UntilAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
