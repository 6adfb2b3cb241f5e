using System.Diagnostics;

namespace StatusHawk.Testing.Apps;

/// <summary>Waits for what must come, generously: the machine may be busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > Bound) throw new TimeoutException($"Not within {Bound.TotalSeconds} s: {what}.");
            await Task.Delay(50);
        }
    }
}
