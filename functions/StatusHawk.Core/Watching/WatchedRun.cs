using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace StatusHawk.Core.Watching;

/// <summary>Counts runs of what a timer starts, and begins a trace with each.</summary>
public static class WatchedRun
{
    /// <param name="name">The function's.</param>
    /// <param name="runs">Counts them by result.</param>
    /// <param name="run">Returns its result in a word; what it throws is <c>failed</c>.</param>
    public static async Task CountAsync(string name, Counter<long> runs, Func<Task<string>> run)
    {
        using var span = Spans.Start(name);
        var result = "failed";
        try
        {
            result = await run();
        }
        finally
        {
            if (result == "failed") span.SetStatus(ActivityStatusCode.Error);
            runs.Add(1, new KeyValuePair<string, object?>("result", result));
        }
    }
}
