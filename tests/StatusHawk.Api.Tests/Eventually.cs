using System.Diagnostics;

namespace StatusHawk.Api.Tests;

/// <summary>Waits for what must come, generously.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(30)) throw new TimeoutException("What the test waits for did not come within 30 seconds.");
            await Task.Delay(10);
        }
    }
}
