namespace StatusHawk.Local.Processes;

/// <summary>Ends processes by their identity: asked first, forced after a bound.</summary>
internal static class Ending
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks all at once, waits, then forces those that still run. Returns when none runs.</summary>
    public static async Task EndAsync(IReadOnlyCollection<ProcessIdentity> processes, TimeSpan grace, TimeProvider time, CancellationToken forceNow = default)
    {
        foreach (var process in processes) Signals.Terminate(process);
        var asked = time.GetTimestamp();
        while (processes.Any(p => p.IsRunning()))
        {
            if (forceNow.IsCancellationRequested || time.GetElapsedTime(asked) > grace)
            {
                foreach (var process in processes) Signals.Kill(process);
            }

            await Task.Delay(Poll, time, CancellationToken.None);
        }
    }
}
