using System.Globalization;

namespace StatusHawk.Bench.Probe;

/// <summary>
/// Checks per CPU second of the process that checks: ours, and the exporter's against the same targets. They take turns, so that whatever else the machine does
/// meets both; medians of the rounds count.
/// </summary>
public static class Throughput
{
    private const int Concurrency = 16;

    /// <summary>Seconds for each side before anything counts: .NET compiles what runs often, and only then.</summary>
    private const int WarmUp = 5;

    /// <param name="core">The only core that either side may use, as on the plan that probes run on, whose instances have one; null: all of this machine's.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Workbench bench, Nginx nginx, int exporterPort, int rounds, int seconds, int? core)
    {
        var where = core is null ? "all cores" : "one core";
        using var exporter = await BlackboxExporter.StartAsync(bench, exporterPort, isTrimmed: false, core);
        using var trimmed = await BlackboxExporter.StartAsync(bench, exporterPort + 1, isTrimmed: true, core);
        using var client = new ProbeClientProcess(bench, core);
        var figures = new List<Figure>();
        foreach (var (scheme, urls, least) in new[] { ("HTTP", nginx.HttpUrls, 4.0), ("HTTPS", nginx.HttpsUrls, 1.2) })
        {
            Console.WriteLine($"{scheme}, {where}: {rounds} rounds of {seconds} s each side, {Concurrency} at once, each on a new connection …");
            await client.RunAsync(new(urls, Concurrency, Seconds: WarmUp));
            await exporter.RunAsync(urls, Concurrency, WarmUp);
            await trimmed.RunAsync(urls, Concurrency, WarmUp);
            var (ours, theirs, theirLeast, handshakes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 1; round <= rounds; round++)
            {
                ours.Add(await RateAsync(nginx, async () => (await client.RunAsync(new(urls, Concurrency, Seconds: seconds))).Checks, () => client.CpuSeconds));
                theirs.Add(await RateAsync(nginx, () => exporter.RunAsync(urls, Concurrency, seconds), () => exporter.CpuSeconds));
                theirLeast.Add(await RateAsync(nginx, () => trimmed.RunAsync(urls, Concurrency, seconds), () => trimmed.CpuSeconds));
                if (scheme == "HTTPS") handshakes.Add(await OpensslHandshakes.PerCpuSecondAsync(bench, urls[0], seconds, core));
                var openssl = handshakes.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $", openssl {handshakes[^1]:0}") : "";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  round {round}: ours {ours[^1]:0}/CPU s, exporter {theirs[^1]:0} ({ours[^1] / theirs[^1]:0.00}×), trimmed {theirLeast[^1]:0} ({ours[^1] / theirLeast[^1]:0.00}×){openssl}"));
            }

            var (our, their, trimmedRate) = (Report.Percentile(ours, .5), Report.Percentile(theirs, .5), Report.Percentile(theirLeast, .5));
            var aim = scheme == "HTTPS" ? " (aim: 1.5)" : "";
            figures.Add(new("probe", $"{scheme}, {where}: checks per CPU second", our, "1/CPU s", Baseline: their));
            figures.Add(new("probe", $"{scheme}, {where}: blackbox exporter's", their, "1/CPU s"));
            figures.Add(new("probe", $"{scheme}, {where}: ours to the exporter's{aim}", our / their, "×", core is null ? least : null, AtLeast: true));
            figures.Add(new("probe", $"{scheme}, {where}: ours to the trimmed exporter's", our / trimmedRate, "×"));
            if (handshakes.Count == 0) continue;
            var bare = Report.Percentile(handshakes, .5);
            figures.Add(new("probe", $"{scheme}, {where}: openssl s_time, handshakes only", bare, "1/CPU s"));
            figures.Add(new("probe", $"{scheme}, {where}: ours to openssl's", our / bare, "×"));
        }

        return figures;
    }

    /// <exception cref="InvalidOperationException">The target saw fewer connections than there were checks: some were shared.</exception>
    private static async Task<double> RateAsync(Nginx nginx, Func<Task<int>> run, Func<double> cpuSeconds)
    {
        var accepted = await nginx.AcceptedAsync();
        var before = cpuSeconds();
        var checks = await run();
        var spent = cpuSeconds() - before;
        var connections = await nginx.AcceptedAsync() - accepted;
        return connections >= checks ? checks / spent : throw new InvalidOperationException($"{checks} checks made only {connections} connections.");
    }
}
