using System.Diagnostics;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Watching;

/// <summary>Counts evaluations, and makes each a part of the trace that asked for it, also where several share one.</summary>
internal static class WatchedEvaluation
{
    public static async Task<Evaluated> CountAsync(Func<Task<Evaluated>> evaluate)
    {
        using var span = Spans.Start("evaluate");
        var result = "failed";
        try
        {
            var evaluated = await evaluate();
            result = evaluated.Changed ? "changed" : "same";
            return evaluated;
        }
        finally
        {
            if (result == "failed") span.SetStatus(ActivityStatusCode.Error);
            Instruments.Evaluations.Add(1, new KeyValuePair<string, object?>("result", result));
        }
    }
}
