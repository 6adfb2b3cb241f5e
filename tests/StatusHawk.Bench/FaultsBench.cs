using StatusHawk.Local.Stack;

namespace StatusHawk.Bench;

/// <summary>
/// Kills Pipeline with <c>kill -9</c> at random moments while outages begin, are confirmed, told, and end; now and then a Probe, and everything at once. Each
/// outage must have exactly one incident, and its two alerts must arrive, in order and once by their key.
/// </summary>
public static class FaultsBench
{
    private const int Outages = 6;
    private const int IntervalSeconds = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var kills = Arguments.Number(arguments, "kills", 100);
        Console.WriteLine($"{kills} kills, {Outages} outages under way at any time. About {kills / 6 + 4} minutes.");
        using var ports = new Blocks(Outages);
        await using var stack = await LocalStack.StartAsync(Options());
        using var client = new StackClient(stack);
        await using var receiver = await Receiver.StartAsync();
        await client.ReadyAsync();
        receiver.Trust((await client.CreateWebhookAsync(receiver.Url())).Secret);

        // Slow to answer, so that many a kill meets an alert in flight.
        receiver.Thinks = TimeSpan.FromSeconds(2);

        using var enough = new CancellationTokenSource();
        var rounds = Enumerable.Range(0, Outages).Select(i => RepeatAsync(client, receiver, ports.Port(i), $"Target {i}", enough.Token)).ToArray();
        var killing = KillAsync(stack, kills);
        await killing;
        await enough.CancelAsync();
        OutageResult[] results = [.. (await Task.WhenAll(rounds)).SelectMany(result => result)];

        Figure[] figures =
        [
            new("faults", "kills of Pipeline", kills, "kills"),
            new("faults", "outages lived through", results.Length, "outages", 1, AtLeast: true),
            new("faults", "outages without exactly one incident", results.Count(result => result.Incidents != 1), "outages", 0),
            new("faults", "outages whose alert never came", results.Count(result => !result.Told.Contains("incident.down")), "outages", 0),
            new("faults", "recoveries never told", results.Count(result => !result.Told.Contains("incident.recovered")), "outages", 0),
            new("faults", "outages told otherwise than down, recovered", results.Count(result => !result.Told.SequenceEqual(["incident.down", "incident.recovered"])), "outages", 0),
            new("faults", "requests repeated with the same key", receiver.Requests - receiver.Taken().Count, "requests"),
            new("faults", "break → told, p50", Report.Percentile(results.Select(result => result.Seconds), .5), "s"),
            new("faults", "break → told, p95", Report.Percentile(results.Select(result => result.Seconds), .95), "s"),
        ];
        Report.Print(figures);
        foreach (var odd in results.Where(result => result.Incidents != 1 || !result.Told.SequenceEqual(["incident.down", "incident.recovered"])))
            Console.WriteLine($"  {odd.MonitorId}: {odd.Incidents} incidents, told {string.Join(", ", odd.Told)}");
        return figures.All(figure => figure.Pass != false);
    }

    /// <summary>As on a laptop, but that what a dead process holds is free again after seconds, not minutes.</summary>
    private static StackOptions Options() => new()
    {
        StartBound = TimeSpan.FromMinutes(3),
        Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["*"] = new Dictionary<string, string> { ["Emulation__QueueVisibilityTimeout"] = "00:00:05", ["Emulation__DurableVisibilityTimeout"] = "00:00:05" },
            ["pipeline"] = new Dictionary<string, string> { ["WatchdogEvery"] = "*/10 * * * * *" },
        },
    };

    private static async Task KillAsync(LocalStack stack, int kills)
    {
        for (var i = 1; i <= kills; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2 + (Random.Shared.NextDouble() * 12)));
            if (i % 25 == 0)
            {
                // All but Azurite, which forgets what it was told in its last five seconds; Azure's tables and queues forget nothing.
                StackPart[] all = [.. stack.Parts.Where(part => part != stack.Azurite)];
                await Task.WhenAll(all.Select(part => part.KillAsync()));
                foreach (var part in all) await part.StartAsync();
            }
            else
            {
                if (i % 5 == 0) await stack.Probe(stack.Ports.Regions[i % stack.Ports.Regions.Count]).KillAsync();
                await stack.Pipeline.KillAsync();
                await stack.Pipeline.StartAsync();
                if (i % 5 == 0) await stack.Probe(stack.Ports.Regions[i % stack.Ports.Regions.Count]).StartAsync();
            }

            if (i % 10 == 0) Console.WriteLine($"  {i} kills");
        }
    }

    private static async Task<IReadOnlyList<OutageResult>> RepeatAsync(StackClient client, Receiver receiver, int port, string name, CancellationToken enough)
    {
        var results = new List<OutageResult>();
        await using var target = SwitchTarget.Start(port);
        while (!enough.IsCancellationRequested)
        {
            var id = await PatientlyAsync(() => client.CreateMonitorAsync(target.Url, name, 5, IntervalSeconds));
            await PatientlyAsync(async () =>
            {
                await client.BecomesAsync(id, "up");
                return true;
            });
            await Task.Delay(Random.Shared.NextDouble() * TimeSpan.FromSeconds(IntervalSeconds), CancellationToken.None);
            target.Refuse();
            var began = DateTimeOffset.UtcNow;
            await UntilToldAsync(receiver, id, 1);
            var seconds = receiver.Taken().FirstOrDefault(received => received.MonitorId == id)?.At - began;
            target.Serve();
            await UntilToldAsync(receiver, id, 2);
            results.Add(new(id, [.. receiver.Told(id)], (await PatientlyAsync(() => client.IncidentsAsync(id))).Count, seconds?.TotalSeconds ?? double.PositiveInfinity));
            await PatientlyAsync(() => client.DeleteMonitorAsync(id));
        }

        return results;
    }

    private static async Task UntilToldAsync(Receiver receiver, string id, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (receiver.Told(id).Count < count && !patience.IsCancellationRequested) await Task.Delay(100, CancellationToken.None);
    }

    /// <summary>Api, too, is away for moments; a person would try again.</summary>
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (attempt < 30 && e is HttpRequestException or ShouldAssertException or TaskCanceledException)
            {
                await Task.Delay(TimeSpan.FromSeconds(2));
            }
        }
    }

    private sealed record OutageResult(string MonitorId, IReadOnlyList<string> Told, int Incidents, double Seconds);
}
