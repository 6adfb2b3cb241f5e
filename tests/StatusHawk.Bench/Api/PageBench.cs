using StatusHawk.Bench.Probe;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Bench.Api;

/// <summary>
/// The public page from cache, Api on one core: as JSON and as HTML, while nothing changes and while a state changes every second. Beside it the address
/// <c>/health</c>, which does nothing: what the emulated Functions host itself can do on that core, and no page can exceed.
/// </summary>
public static class PageBench
{
    private const int Components = 50;
    private const int Core = 0;
    private const int WarmSeconds = 5;

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var seconds = Arguments.Number(arguments, "seconds", 8);
        var connections = Arguments.Number(arguments, "connections", 32);
        var otherCores = $"{Core + 1}-{Environment.ProcessorCount - 1}";
        Console.WriteLine($"A page with {Components} components, Api on core {Core}, wrk on the others with {connections} connections. {seconds} s each.");
        await using var quiet = await QuietStack.StartAsync(Core);
        var pages = quiet.Store<IPageStore>();
        var slug = quiet.Stack.StatusUrl.Split('/')[^1];
        await ChangeAsync(pages, slug, 0);

        // The budgets are the JSON's. Beside it, how many times that the core can answer at all: there some connections wait long for their turn, whatever they ask.
        (string Name, string Url, double? PerSecond, double? Calm, double? Changing, bool Changes)[] all =
        [
            ("summary.json", quiet.Stack.StatusUrl + "/api/v2/summary.json", 10_000, 10, 50, true),
            ("HTML", quiet.Stack.StatusUrl, null, null, null, true),
            ("/health, the host alone", quiet.Stack.ApiUrl + "/health", null, null, null, false),
        ];

        // Until it is compiled and the page is in memory.
        foreach (var page in all) await Wrk.RunAsync(page.Url, WarmSeconds, connections, otherCores);
        var figures = new List<Figure>();
        foreach (var page in all)
        {
            var cpu = CpuTime.Of(quiet.Stack.Api.Pid!.Value);
            var calm = await Wrk.RunAsync(page.Url, seconds, connections, otherCores);
            cpu = CpuTime.Of(quiet.Stack.Api.Pid!.Value) - cpu;
            figures.Add(new("page", $"{page.Name}: answers a second", calm.PerSecond, "1/s", page.PerSecond, AtLeast: true));
            figures.Add(new("page", $"{page.Name}: answers per CPU second of Api", calm.PerSecond * seconds / cpu, "1/s"));
            figures.Add(new("page", $"{page.Name}: p50", calm.P50Milliseconds, "ms"));
            figures.Add(new("page", $"{page.Name}: p99", calm.P99Milliseconds, "ms", page.Calm));
            if (!page.Changes) continue;
            var (busy, changes) = await WhileChangingAsync(pages, slug, () => Wrk.RunAsync(page.Url, seconds, connections, otherCores));
            figures.Add(new("page", $"{page.Name}, states changing: changes", changes, "changes", seconds - 2, AtLeast: true));
            figures.Add(new("page", $"{page.Name}, states changing: answers a second", busy.PerSecond, "1/s"));
            figures.Add(new("page", $"{page.Name}, states changing: p99", busy.P99Milliseconds, "ms", page.Changing));
        }

        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    private static async Task<(T Result, int Changes)> WhileChangingAsync<T>(IPageStore pages, string slug, Func<Task<T>> work)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var (working, changes) = (work(), 0);
        while (!working.IsCompleted)
        {
            await ChangeAsync(pages, slug, ++changes);
            await timer.WaitForNextTickAsync();
        }

        return (await working, changes);
    }

    /// <summary>What Pipeline writes when a verdict changes: another component is down, and the page's incident says so.</summary>
    private static async Task ChangeAsync(IPageStore pages, string slug, int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        var stored = (await pages.ReadAsync(slug, CancellationToken.None))!;
        var next = stored.Value with
        {
            UpdatedAt = now,
            Components =
            [
                .. Enumerable.Range(0, Components).Select(i => new PageComponent
                {
                    MonitorId = Ids.Of(Ids.Monitor, $"{i}"),
                    Name = $"Shop {i} of a customer",
                    Verdict = i == number % Components ? Verdict.Down : Verdict.Up,
                    Since = now,
                    CreatedAt = now.AddDays(-30),
                    DownIn = i == number % Components ? ["eu", "us"] : [],
                }),
            ],
        };
        if (!await pages.TryWriteAsync(next, stored.ETag, CancellationToken.None)) throw new InvalidOperationException("Somebody else wrote the page.");
        await pages.WriteHeartbeatAsync(new PipelineHeartbeat(now), CancellationToken.None);
    }
}
