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
    private const double BudgetMilliseconds = 50;
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

        // What is asked. The number is of the asking: each time another monitor.
        (string Name, Func<int, HttpRequestMessage> Request)[] requests =
        [
            ("list monitors", _ => new(HttpMethod.Get, "monitors")),
            ("read a monitor", i => new(HttpMethod.Get, $"monitors/{monitors[i % count]}")),
            ("change a monitor", i => new(HttpMethod.Patch, $"monitors/{monitors[i % count]}") { Content = JsonContent.Create(new { name = $"Renamed {i}" }) }),
            ("list incidents", _ => new(HttpMethod.Get, "incidents")),
            ("list 200 incidents", _ => new(HttpMethod.Get, $"incidents?limit={Incidents}")),
            ("read an incident", i => new(HttpMethod.Get, $"incidents/{incidents[i % incidents.Count]}")),
        ];

        var figures = new List<Figure> { new("api", "monitors in the workspace", count, "monitors"), new("api", "incidents in the workspace", incidents.Count, "incidents") };
        foreach (var (name, request) in requests)
        {
            await MeasureAsync(client, request, WarmTimes);
            var took = await MeasureAsync(client, request, times);
            figures.Add(new("api", $"{name}: p50", Report.Percentile(took, .50), "ms"));
            figures.Add(new("api", $"{name}: p95", Report.Percentile(took, .95), "ms", BudgetMilliseconds));
        }

        foreach (var (name, read) in new (string, Func<Task>)[]
        {
            ("monitors", () => quiet.Store<IMonitorStore>().ListAsync(quiet.Workspace, CancellationToken.None)),
            ("live states", () => quiet.Store<ILiveStore>().ListAsync(quiet.Workspace, CancellationToken.None)),
        })
        {
            var took = new List<double>();
            for (var i = 0; i < WarmTimes + times; i++)
            {
                var watch = Stopwatch.StartNew();
                await read();
                if (i >= WarmTimes) took.Add(watch.Elapsed.TotalMilliseconds);
            }

            figures.Add(new("api", $"the store's own query of all {name}: p50", Report.Percentile(took, .50), "ms"));
            figures.Add(new("api", $"the store's own query of all {name}: p95", Report.Percentile(took, .95), "ms"));
        }

        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    /// <summary>Milliseconds until the whole answer is there.</summary>
    private static async Task<IReadOnlyList<double>> MeasureAsync(HttpClient client, Func<int, HttpRequestMessage> request, int times)
    {
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            using var message = request(i);
            var watch = Stopwatch.StartNew();
            using var response = await client.SendAsync(message);
            var body = await response.Content.ReadAsByteArrayAsync();
            took.Add(watch.Elapsed.TotalMilliseconds);
            if (response.StatusCode != HttpStatusCode.OK || body.Length == 0) throw new InvalidOperationException($"{message.RequestUri} was answered with {(int)response.StatusCode}.");
        }

        return took;
    }

    /// <summary>Through the API, as people do, so that they are in full shards; with what Pipeline would say of each.</summary>
    private static async Task<IReadOnlyList<string>> CreateAsync(QuietStack quiet, int count)
    {
        var ids = new string[count];
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = CreatesAtOnce }, async (i, token) =>
        {
            ids[i] = await quiet.Client.CreateMonitorAsync($"http://127.0.0.1:9/{i}", $"Shop {i} of a customer", intervalSeconds: 60);
            await quiet.Store<ILiveStore>().TryWriteAsync(Live(quiet.Workspace, ids[i]), etag: null, token);
        });
        Console.WriteLine($"  {count} monitors created in {watch.Elapsed.TotalSeconds:0.0} s.");
        return ids;
    }

    private static LiveState Live(string workspace, string monitor)
    {
        var since = TimeProvider.System.GetUtcNow();
        return new()
        {
            MonitorId = monitor,
            WorkspaceId = workspace,
            Verdict = Verdict.Up,
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
}
