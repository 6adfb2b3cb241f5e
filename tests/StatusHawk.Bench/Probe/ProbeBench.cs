using StatusHawk.Local.Ports;

namespace StatusHawk.Bench.Probe;

/// <summary>
/// What a check costs, what it leaves behind and how truly it measures, from one run on one machine. Where a figure is compared, both sides probe the same
/// nginx, in turns.
/// </summary>
public static class ProbeBench
{
    private static readonly string[] Parts = ["throughput", "memory", "timings"];

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var only = Arguments.Word(arguments, "only", Parts);
        var rounds = Arguments.Number(arguments, "rounds", 5);
        var seconds = Arguments.Number(arguments, "seconds", 3);
        var checks = Arguments.Number(arguments, "checks", 200_000);

        using var ports = PortBlock.Reserve();
        using var bench = new Workbench();
        await SayWhereAsync(bench);
        var figures = new List<Figure>();
        if (only is not "timings")
        {
            var nginx = await Nginx.StartAsync(bench, ports.Base);
            foreach (int? core in only is "memory" ? [] : new int?[] { null, Environment.ProcessorCount - 1 })
                figures.AddRange(await Throughput.MeasureAsync(bench, nginx, ports.Base + Nginx.Span + (core is null ? 0 : 2), rounds, seconds, core));
            if (only is not "throughput") figures.AddRange(await Memory.MeasureAsync(bench, nginx, checks));
        }

        if (only is null or "timings") figures.AddRange(await CalibratedTimings.MeasureAsync(bench, rounds));
        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    private static async Task SayWhereAsync(Workbench bench)
    {
        Console.WriteLine($"{Environment.ProcessorCount} CPUs, .NET {Environment.Version}");
        Console.WriteLine(await bench.FirstLineAsync("nginx", "-v"));
        Console.WriteLine(await bench.FirstLineAsync("prometheus-blackbox-exporter", "--version"));
        Console.WriteLine(await bench.FirstLineAsync("openssl", "version"));
    }
}
