using StatusHawk.Bench;
using StatusHawk.Bench.Api;
using StatusHawk.Bench.Cost;
using StatusHawk.Bench.History;
using StatusHawk.Bench.Pipeline;
using StatusHawk.Bench.Plan;
using StatusHawk.Bench.Probe;

(string Name, string What, Func<string[], Task<bool>> Run)[] benches =
[
    ("api", "the private API of a workspace with 1,000 monitors [--monitors 1000] [--times 200]", ApiBench.RunAsync),
    ("cost", "what a month costs in Azure, by arithmetic over what was counted", CostBench.RunAsync),
    ("detect", "break → webhook, at random phases, refusing and hanging [--targets 60]", DetectBench.RunAsync),
    ("faults", "kill -9 during outages: every alert arrives once by its key [--kills 100]", FaultsBench.RunAsync),
    ("history", "totals of a simulated hour, charts and overviews [--monitors 100000] [--only simulation|charts]", HistoryBench.RunAsync),
    ("mass", "1,000 monitors down at once [--monitors 1000]", MassBench.RunAsync),
    ("page", "the public page from cache, one core, also while states change [--seconds 8] [--connections 32]", PageBench.RunAsync),
    ("pipeline", "1,000 monitors: no slot missed, how late, and for what [--monitors 1000] [--interval 10] [--minutes 10] [--shard 50]", PipelineBench.RunAsync),
    ("plan", "planning of 100,000 monitors: CPU, memory, loading [--monitors 100000] [--from memory|cosmos]", PlanBench.RunAsync),
    ("probe", "CPU, memory and truth of checks, beside the blackbox exporter [--rounds 5] [--seconds 3] [--checks 200000] [--only throughput|memory|timings]", ProbeBench.RunAsync),
    ("record", "what recording sustains, healthy and with a tenth of the monitors down, and what it costs [--shard 50|20|5]", RecordBench.RunAsync),
    ("restart", "kill -9 of everything: until every monitor is checked again [--monitors 1000] [--interval 60]", RestartBench.RunAsync),
];

if (args is [ProbeClient.Command]) return await ProbeClient.RunAsync() ? 0 : 1;
if (args is [PlanProcess.Command, .. var rest]) return await PlanProcess.RunAsync(rest) ? 0 : 1;

if (args is [] or ["--help"])
{
    Console.WriteLine("Benches (./hawk bench NAME):");
    foreach (var (name, what, _) in benches) Console.WriteLine($"  {name,-8} {what}");
    return 0;
}

var chosen = benches.FirstOrDefault(bench => bench.Name == args[0]);
if (chosen.Run is null)
{
    Console.Error.WriteLine($"There is no bench named '{args[0]}'. There are: {string.Join(", ", benches.Select(bench => bench.Name))}.");
    return 2;
}

return await chosen.Run(args[1..]) ? 0 : 1;
