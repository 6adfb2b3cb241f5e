using System.Globalization;
using System.Text.RegularExpressions;
using StatusHawk.Bench.Probe;

namespace StatusHawk.Bench.Api;

/// <summary>The load generator <c>wrk</c>, one thread of it.</summary>
public static partial class Wrk
{
    private const int LinesToRead = 30;

    /// <summary>Asks as fast as it is answered, on those connections, for so long.</summary>
    /// <exception cref="InvalidOperationException">It could not run, or something was answered with an error.</exception>
    public static async Task<WrkResult> RunAsync(string url, int seconds, int connections, string cores)
    {
        using var child = ChildProcess.Start(
            "taskset", ["-c", cores, "wrk", "-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "--timeout", "10s", url], environment: null, talks: false);
        await child.EndedAsync();
        var said = child.Said;
        if (said.Contains("Non-2xx", StringComparison.Ordinal) || said.Contains("Socket errors", StringComparison.Ordinal)) throw new InvalidOperationException($"Not all of {url} was answered:\n{said}");
        if (said.Split('\n').Length > LinesToRead || PerSecond().Match(said) is not { Success: true } perSecond) throw new InvalidOperationException($"wrk said:\n{said}");
        return new(Number(perSecond.Groups[1]), Milliseconds(P50(), said), Milliseconds(P99(), said));
    }

    private static double Milliseconds(Regex line, string said)
    {
        var match = line.Match(said);
        return Number(match.Groups[1]) * match.Groups[2].Value switch { "us" => .001, "ms" => 1, "s" => 1_000, var unit => throw new InvalidOperationException($"wrk counts in {unit}.") };
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%\s+([\d.]+)([a-z]+)")]
    private static partial Regex P50();

    [GeneratedRegex(@"99%\s+([\d.]+)([a-z]+)")]
    private static partial Regex P99();
}

/// <summary>What a run of wrk measured.</summary>
public sealed record WrkResult(double PerSecond, double P50Milliseconds, double P99Milliseconds);
