using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Bench.Probe;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench;

/// <summary>
/// What recording sustains, in one Pipeline process over the emulators: five minutes of results of 3,000 monitors, three regions, every 10 s, wait in the queues
/// when it starts, first all healthy, then with a tenth of the monitors down. Probes' messages, without probes. Half of the backlog is older than a vote may be, so that
/// monitors turn unknown and up again meanwhile: the request units are those of such a return, and not of a healthy round, which the bench of the pipeline counts.
/// </summary>
public static class RecordBench
{
    private const int IntervalSeconds = 10;
    private const int Slots = 30;
    private const int BytesOfEnvelope = 160;
    private static readonly string[] Regions = ["asia", "eu", "us"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var size = Arguments.Number(arguments, "shard", IShardStore.Capacity);
        var monitors = Arguments.Number(arguments, "monitors", 3_000);
        Console.WriteLine($"{monitors} monitors in shards of {size}, {Regions.Length} regions: {Slots} slots of {IntervalSeconds} s wait to be recorded.");
        var figures = new List<Figure>();
        foreach (var down in new[] { 0, Math.Max(1, size / 10) }) figures.AddRange(await MeasureAsync(monitors, size, down));
        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    /// <param name="monitors">In all.</param>
    /// <param name="size">Monitors in a shard.</param>
    /// <param name="down">How many of them are.</param>
    private static async Task<IReadOnlyList<Figure>> MeasureAsync(int monitors, int size, int down)
    {
        await using var stack = await LocalStack.StartAsync(new StackOptions
        {
            Parts = StackParts.Apps,
            StartBound = TimeSpan.FromMinutes(3),

            // Nothing is planned: what is recorded is what the bench says.
            Environment = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["pipeline"] = new Dictionary<string, string> { ["ScheduleEvery"] = "0 0 0 1 1 *" } },
        });
        await Task.WhenAll(stack.Parts.Where(part => part.Name != "azurite" && part.Name != "cosmos").Select(part => part.StopAsync()));
        await using var services = new ServiceCollection().AddStatusHawkStores(stack.Configuration()).BuildServiceProvider();
        var shards = await CreateAsync(services.GetRequiredService<IMonitorStore>(), stack.Secrets.WorkspaceId, monitors, size);
        var queues = services.GetRequiredService<IMessageQueues>();
        var last = Slot.Of(TimeProvider.System.GetUtcNow());

        // Everything is up and known to be, before the time that counts.
        await SendAsync(queues, shards, last - TimeSpan.FromSeconds((Slots + 1) * IntervalSeconds), down: 0);
        await stack.Pipeline.StartAsync();
        using var emulator = new CosmosCounts(stack);
        await UntilAsync(emulator, shards.Count * Regions.Length);
        await stack.Pipeline.StopAsync();
        await emulator.ResetAsync();

        var entries = 0;
        for (var slot = Slots - 1; slot >= 0; slot--) entries += await SendAsync(queues, shards, last - TimeSpan.FromSeconds(slot * IntervalSeconds), down);
        var observations = monitors * Regions.Length * Slots;
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        await stack.Pipeline.StartAsync();
        var pid = stack.Pipeline.Pid!.Value;
        var early = await SampleAsync(emulator, pid, entries / 20);
        var late = await SampleAsync(emulator, pid, entries - (entries / 20));
        await UntilAsync(emulator, entries);
        var whole = clock.GetElapsedTime(began).TotalSeconds;
        var counts = await emulator.ReadAsync();

        var share = (double)(late.Stored - early.Stored) / entries * observations;
        var log = counts["statushawk/log"]!;
        var creates = log["operations"]!["create"]!;
        var all = counts.Sum(container => container.Value!["operations"]!.AsObject().Where(operation => operation.Key is not ("expire" or "metadata")).Sum(operation => (double)operation.Value!["requestUnits"]!));
        var name = down == 0 ? "healthy" : $"{100 * down / size} % down";
        return
        [
            new("record", $"{name}: recorded", share / clock.GetElapsedTime(early.At, late.At).TotalSeconds, "obs/s", down == 0 && size == IShardStore.Capacity ? 5_000 : null, AtLeast: true),
            new("record", $"{name}: CPU of Pipeline", (late.Cpu - early.Cpu) / share * 1e6, "µs/obs"),
            new("record", $"{name}: request units, expiry counted (modelled)", (all + (double)creates["requestUnits"]!) / observations, "RU/obs"),
            new("record", $"{name}: stored", (double)creates["bytes"]! / observations, "B/obs", down == 0 && size == IShardStore.Capacity ? 60 : null),
            new("record", $"{name}: looks at a log, by shard and slot", (double?)log["operations"]!["query"]?["count"] / shards.Count / Slots ?? 0, "queries"),
            new("record", $"{name}: {Slots * IntervalSeconds / 60} minutes' backlog worked off, start included", whole, "s"),
        ];
    }

    private static async Task<IReadOnlyList<Monitor[]>> CreateAsync(IMonitorStore store, string workspaceId, int monitors, int size)
    {
        var now = TimeProvider.System.GetUtcNow();
        Monitor[][] shards = [.. Enumerable.Range(0, monitors).Select(i => i / size).GroupBy(shard => shard).Select(shard =>
        {
            var id = Ids.New(Ids.Shard);
            return shard.Select(_ => new Monitor
            {
                Id = Ids.New(Ids.Monitor),
                WorkspaceId = workspaceId,
                Name = "Shop",
                Kind = MonitorKind.Http,
                Http = new HttpTarget { Url = "https://example.com/" },
                IntervalSeconds = IntervalSeconds,
                Regions = Regions,
                Shard = id,
                CreatedAt = now,
                UpdatedAt = now,
            }).ToArray();
        })];
        await Parallel.ForEachAsync(shards.SelectMany(shard => shard), async (monitor, token) => await store.CreateAsync(monitor, token));
        return shards;
    }

    /// <summary>What the probes of all regions send of one slot; returns the number of entries.</summary>
    private static async Task<int> SendAsync(IMessageQueues queues, IReadOnlyList<Monitor[]> shards, Slot slot, int down)
    {
        var sent = 0;
        foreach (var region in Regions)
        {
            LogEntry[] rounds = [.. shards.Select(shard => new LogEntry
            {
                Kind = EntryKind.Round,
                Shard = shard[0].Shard,
                WorkspaceId = shard[0].WorkspaceId,
                Slot = slot,
                Region = region,
                Results = [.. shard.Select((monitor, i) => Result(monitor, i < down))],
            })];
            LogEntry[] heralds = [.. rounds.SelectMany(round => round.Results.Take(down), (round, result) => round with { Kind = EntryKind.Urgent, Results = [result] })];
            sent += rounds.Length + heralds.Length;
            foreach (var (queue, entries) in new[] { (Queues.Urgent, heralds), (Queues.Results, rounds) })
            {
                foreach (var box in Packing.Pack(entries, entry => JsonSerializer.SerializeToUtf8Bytes(entry, StatusHawkJson.Options).Length + 1, Queues.MaxMessageBytes - BytesOfEnvelope))
                    await queues.SendAsync(queue, new ResultsMessage { Entries = box }, null, null, default);
            }
        }

        return sent;
    }

    private static CheckResult Result(Monitor monitor, bool isDown) => new()
    {
        MonitorId = monitor.Id,
        Outcome = isDown ? Outcome.Down : Outcome.Up,
        Timings = new(Random.Shared.Next(1, 40), Random.Shared.Next(5, 120), Random.Shared.Next(5, 150), Random.Shared.Next(10, 400), Random.Shared.Next(0, 30)),
        Evidence = isDown ? new Evidence { Error = ErrorClass.Refused, Message = "Nothing listens on port 443." } : null,
    };

    private static async Task<(long At, double Cpu, int Stored)> SampleAsync(CosmosCounts emulator, int pid, int entries)
    {
        var stored = await UntilAsync(emulator, entries);
        return (TimeProvider.System.GetTimestamp(), CpuTime.Of(pid), stored);
    }

    private static async Task<int> UntilAsync(CosmosCounts emulator, int entries)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var created = (int?)(await emulator.ReadAsync())["statushawk/log"]!["operations"]!["create"]?["count"] ?? 0;
            if (created >= entries) return created;
            await Task.Delay(100, patience.Token);
        }
    }
}
