using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Bench.Api;

/// <summary>The private API of a large workspace: each request asked for many times, one after another, of a real Api process.</summary>
public static class ApiBench
{
    private const double ReadBudget = 50;
    private const double WriteBudget = 100;
    private const int Tags = 20;
    private const int Incidents = 200;
    private const int CreatesAtOnce = 8;
    private const int WarmTimes = 30;

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var count = Arguments.Number(arguments, "monitors", 1_000);
        var times = Arguments.Number(arguments, "times", 200);
        await using var quiet = await QuietStack.StartAsync(core: null);
        var monitors = await CreateAsync(quiet, count);
        var incidents = await OpenAsync(quiet, monitors);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"{quiet.Stack.ApiUrl}/api/v1/workspaces/{quiet.Workspace}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", quiet.Stack.Secrets.ApiKey);
        var middle = (string)(await quiet.Client.SendAsync(HttpMethod.Get, $"monitors?limit={Math.Min(200, Math.Max(1, count / 2))}", body: null))["next"]!;

        // What is asked. The number is of the asking: each time another monitor.
        var read = new Asked[]
        {
            new("list 50 monitors", _ => new(HttpMethod.Get, "monitors")),
            new("list 50 from the middle", _ => new(HttpMethod.Get, $"monitors?cursor={middle}")),
            new("list 200 monitors", _ => new(HttpMethod.Get, "monitors?limit=200")),
            new("list by tag, kind and switch", i => new(HttpMethod.Get, $"monitors?tag=t{i % Tags}&kind=http&enabled=true")),
            new("list by verdict", _ => new(HttpMethod.Get, "monitors?verdict=down")),
            new("search", i => new(HttpMethod.Get, $"monitors?q=SHOP%20{i % 10}")),
            new("read a monitor", i => new(HttpMethod.Get, $"monitors/{monitors[i % count]}")),
            new("read its history", i => new(HttpMethod.Get, $"monitors/{monitors[i % count]}/history")),
            new("overview", _ => new(HttpMethod.Get, "overview")),
            new("list 50 incidents", _ => new(HttpMethod.Get, "incidents")),
            new("list 200 incidents", _ => new(HttpMethod.Get, $"incidents?limit={Incidents}")),
            new("read an incident", i => new(HttpMethod.Get, $"incidents/{incidents[i % incidents.Count]}")),
        };
        var (made, gone) = (new List<string>(), 0);
        var write = new Asked[]
        {
            new("create a monitor", i => Json(HttpMethod.Post, "monitors", New($"New {i}", $"new-{Guid.NewGuid():N}", "new", i)))
            {
                Taken = body => made.Add((string)JsonNode.Parse(body)!["id"]!),
            },
            new("change a monitor", i => Json(HttpMethod.Patch, $"monitors/{monitors[i % count]}", new { name = $"Renamed {i}" })),
            new("pause a monitor", i => new(HttpMethod.Post, $"monitors/{monitors[i % count]}/pause")),
            new("delete a monitor", _ => new(HttpMethod.Delete, $"monitors/{made[gone++]}")),
        };

        var figures = new List<Figure> { new("api", "monitors in the workspace", count, "monitors"), new("api", "incidents in the workspace", incidents.Count, "incidents") };
        foreach (var (asked, budget) in read.Select(each => (each, ReadBudget)).Concat(write.Select(each => (each, WriteBudget))))
        {
            await MeasureAsync(client, asked, WarmTimes);
            var took = await MeasureAsync(client, asked, times);
            figures.Add(new("api", $"{asked.Name}: p50", Report.Percentile(took, .50), "ms"));
            figures.Add(new("api", $"{asked.Name}: p95", Report.Percentile(took, .95), "ms", budget));
        }

        foreach (var (name, query) in new (string, Func<Task>)[]
        {
            ("50 monitors", () => quiet.Store<IMonitorStore>().ListAsync(quiet.Workspace, new(), new(50, After: null), CancellationToken.None)),
            ("all monitors", () => quiet.Store<IMonitorStore>().ListAsync(quiet.Workspace, CancellationToken.None)),
            ("all live states", () => quiet.Store<ILiveStore>().ListAsync(quiet.Workspace, CancellationToken.None)),
        })
        {
            var took = new List<double>();
            for (var i = 0; i < WarmTimes + times; i++)
            {
                var watch = Stopwatch.StartNew();
                await query();
                if (i >= WarmTimes) took.Add(watch.Elapsed.TotalMilliseconds);
            }

            figures.Add(new("api", $"the store's own query of {name}: p50", Report.Percentile(took, .50), "ms"));
            figures.Add(new("api", $"the store's own query of {name}: p95", Report.Percentile(took, .95), "ms"));
        }

        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    /// <summary>Milliseconds until the whole answer is there.</summary>
    private static async Task<IReadOnlyList<double>> MeasureAsync(HttpClient client, Asked asked, int times)
    {
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            using var message = asked.Request(i);
            var watch = Stopwatch.StartNew();
            using var response = await client.SendAsync(message);
            var body = await response.Content.ReadAsByteArrayAsync();
            took.Add(watch.Elapsed.TotalMilliseconds);
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{message.RequestUri} was answered with {(int)response.StatusCode}.");
            asked.Taken?.Invoke(body);
        }

        return took;
    }

    private static object New(string name, string key, string tag, int number) => new { name, key, tags = new[] { "shops", tag }, http = new { url = $"http://127.0.0.1:9/{number}" } };

    private static HttpRequestMessage Json(HttpMethod method, string path, object body) => new(method, path) { Content = JsonContent.Create(body) };

    /// <summary>Through the API, as people do, so that they are in full shards; with what Pipeline would say of each.</summary>
    private static async Task<IReadOnlyList<string>> CreateAsync(QuietStack quiet, int count)
    {
        var ids = new string[count];
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = CreatesAtOnce }, async (i, token) =>
        {
            var body = New($"Shop {i} of a customer", $"shop-{i}", $"t{i % Tags}", i);
            ids[i] = (string)(await quiet.Client.SendAsync(HttpMethod.Post, "monitors", body, HttpStatusCode.Created))["id"]!;
            await quiet.Store<ILiveStore>().TryWriteAsync(Live(quiet.Workspace, ids[i], i % 100 == 0 ? Verdict.Down : Verdict.Up), etag: null, token);
        });
        Console.WriteLine($"  {count} monitors created in {watch.Elapsed.TotalSeconds:0.0} s.");
        return ids;
    }

    private static LiveState Live(string workspace, string monitor, Verdict verdict)
    {
        var since = TimeProvider.System.GetUtcNow();
        return new()
        {
            MonitorId = monitor,
            WorkspaceId = workspace,
            Verdict = verdict,
            Since = since,
            Votes = new[] { "asia", "eu", "us" }.ToDictionary(region => region, _ => new LiveVote(VoteValue.Up, since)),
        };
    }

    private static async Task<IReadOnlyList<string>> OpenAsync(QuietStack quiet, IReadOnlyList<string> monitors)
    {
        var ids = new List<string>();
        for (var i = 0; i < Incidents; i++)
        {
            var body = new { title = $"Outage {i}", message = "We are looking into it.", monitorIds = new[] { monitors[i % monitors.Count] } };
            JsonObject made = await quiet.Client.SendAsync(HttpMethod.Post, "incidents", body, HttpStatusCode.Created);
            ids.Add((string)made["id"]!);
        }

        return ids;
    }

    /// <param name="Name">What it is called in the table.</param>
    /// <param name="Request">The request, by its number.</param>
    private sealed record Asked(string Name, Func<int, HttpRequestMessage> Request)
    {
        /// <summary>What is done with the answer, its time apart.</summary>
        public Action<byte[]>? Taken { get; init; }
    }
}
