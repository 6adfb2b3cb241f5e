using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Watching;

/// <summary>Counts the checks that are run.</summary>
public static class WatchedCheck
{
    /// <param name="run">Runs a check.</param>
    /// <param name="region">Where this is.</param>
    public static RunCheck Counting(this RunCheck run, string region) => async (check, cancellationToken) =>
    {
        var result = await run(check, cancellationToken);
        var kind = new KeyValuePair<string, object?>("kind", Word(check.Kind));
        var place = new KeyValuePair<string, object?>("region", region);
        Instruments.MonitorChecks.Add(1, kind, new("outcome", Word(result.Outcome)), place);
        Instruments.MonitorCheckDuration.Record(result.Timings.Total, kind, place);
        return result;
    };

    private static string Word<T>(T value) where T : struct, Enum => Enum.GetName(value)!.ToLowerInvariant();
}
