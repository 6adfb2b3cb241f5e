using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Bench.Probe;

/// <summary>The client process: runs checks as a probe does and nothing else, so that its CPU time and its memory are those of checks. Ends with its input.</summary>
public static class ProbeClient
{
    /// <summary>The command that makes a process of this program a client.</summary>
    public const string Command = "probe-client";

    private const string MonitorId = "mon_k3j9x2q2m5n7p8r4";

    public static async Task<bool> RunAsync()
    {
        var runner = Runner();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var answer = await CarryOutAsync(runner, JsonSerializer.Deserialize<ClientOrder>(line)!);
            Console.WriteLine(JsonSerializer.Serialize(answer));
        }

        return true;
    }

    /// <summary>No second tries: a fault is to be seen, not mended.</summary>
    private static CheckRunner Runner()
    {
        var options = new ProbeOptions { AllowPrivateTargets = true, Retries = 0, MaxConcurrency = 1_000, MaxConcurrencyPerHost = 1_000, Region = "bench" };
        var sealer = new Sealer(new SealingOptions { CurrentKeyId = "k1", Keys = { ["k1"] = Convert.ToBase64String(new byte[32]) } });
        return new CheckRunner([new HttpProbe(options, sealer, TimeProvider.System)], options, new Canaries(options, TimeProvider.System), TimeProvider.System);
    }

    private static async Task<ClientAnswer> CarryOutAsync(CheckRunner runner, ClientOrder order)
    {
        CheckSpec[] specs = [.. order.Urls.Select(Check)];
        var timings = new ConcurrentDictionary<int, Timings>();
        string? fault = null;
        var (begun, up) = (-1, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, order.Workers).Select(worker => Task.Run(() => WorkAsync(worker))));
        var resident = Environment.WorkingSet;
        var heap = order.Seconds is null ? GC.GetTotalMemory(forceFullCollection: true) : 0;
        return new(up, fault, resident, heap, [.. timings.OrderBy(one => one.Key).Select(one => one.Value)]);

        async Task WorkAsync(int worker)
        {
            if (order.Stagger > 0) await Task.Delay(TimeSpan.FromSeconds(order.Stagger * worker / order.Workers));
            while (fault is null && !(watch.Elapsed.TotalSeconds >= order.Seconds))
            {
                var number = Interlocked.Increment(ref begun);
                if (number >= order.Checks) return;
                var spec = specs[number % specs.Length];
                if (order.Timings) spec = Check(spec.Http!.Url.Replace(ClientOrder.Number, $"{number}"));
                var result = await runner.RunAsync(spec, CancellationToken.None);
                if (result.Outcome == Outcome.Up) Interlocked.Increment(ref up);
                else fault = $"{spec.Http!.Url} is {result.Outcome}: {result.Evidence?.Message}";
                if (order.Timings) timings[number] = result.Timings;
            }
        }
    }

    private static CheckSpec Check(string url) => new() { MonitorId = MonitorId, Kind = MonitorKind.Http, TimeoutSeconds = 10, Http = new HttpTarget { Url = url } };
}
