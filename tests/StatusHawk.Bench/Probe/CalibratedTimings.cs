using StatusHawk.Core.Checks;

namespace StatusHawk.Bench.Probe;

/// <summary>
/// How truly the phases of a check are measured while 500 are in flight: against a server that knows how long each phase was. Where the server's
/// own timer is late by milliseconds, the machine is too busy for this measurement.
/// </summary>
public static class CalibratedTimings
{
    private const int InFlight = 500;
    private const double BudgetMilliseconds = 5;

    /// <summary>Seconds. Shorter than a check, so that the last check begins before the first ends.</summary>
    private const double Stagger = 3;

    /// <summary>Milliseconds. Long, so that 500 checks in flight are some 140 handshakes a second: more would measure the CPU's queue.</summary>
    private static readonly Phases Delays = new(Tls: 800, FirstByte: 1_600, Transfer: 1_200);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Workbench bench, int rounds)
    {
        using var server = new CalibratedServer(bench.Authority) { Delays = new(5, 5, 5) };
        using var client = new ProbeClientProcess(bench);
        Console.WriteLine("Timings: warming up …");
        await client.RunAsync(new([server.Url], 32, Checks: 3_000, Timings: true));

        server.Forget();
        server.Delays = Delays;
        Console.WriteLine(
            $"Timings: {InFlight} checks of HTTPS in flight, begun over {Stagger} s and each followed by another, {rounds} rounds; "
            + $"delays {Delays.Tls}, {Delays.FirstByte} and {Delays.Transfer} ms …");
        var answer = await client.RunAsync(new([server.Url], InFlight, Checks: rounds * InFlight, Stagger: Stagger, Timings: true));
        await Eventually.BecomesTrueAsync(() => server.Seen.Count == answer.Checks, "the server has noted all checks");
        (Timings Ours, Phases Theirs)[] pairs = [.. answer.Timings.Select((ours, number) => (ours, server.Seen[number]))];
        return
        [
            new("probe", "timings: checks in flight, at most", server.Most, "checks", InFlight, AtLeast: true),
            new("probe", "timings: lateness of the server's own timer, p99", Report.Percentile(pairs.Select(pair => pair.Theirs.Transfer - Delays.Transfer), .99), "ms"),
            .. Errors("connect", pairs.Select(pair => (double)pair.Ours.Connect)),
            .. Errors("TLS", pairs.Select(pair => pair.Ours.Tls - pair.Theirs.Tls)),
            .. Errors("first byte", pairs.Select(pair => pair.Ours.FirstByte - pair.Theirs.FirstByte)),
            .. Errors("transfer", pairs.Select(pair => pair.Ours.Transfer - pair.Theirs.Transfer)),
        ];
    }

    private static Figure[] Errors(string phase, IEnumerable<double> milliseconds)
    {
        double[] errors = [.. milliseconds.Select(Math.Abs)];
        return
        [
            new("probe", $"timings: {phase}, |error|, p50", Report.Percentile(errors, .5), "ms"),
            new("probe", $"timings: {phase}, |error|, p99", Report.Percentile(errors, .99), "ms", BudgetMilliseconds),
        ];
    }
}
