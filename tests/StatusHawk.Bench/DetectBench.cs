using System.Diagnostics;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench;

/// <summary>
/// How long from the instant at which a target breaks until a webhook tells it: three regions, an interval of 30 s, targets that break at random phases, half
/// of them refusing and half hanging. Settings are a laptop's, unshortened.
/// </summary>
public static class DetectBench
{
    private const int IntervalSeconds = 30;
    private const int TimeoutSeconds = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    public static async Task<bool> RunAsync(string[] arguments)
    {
        var count = Arguments.Number(arguments, "targets", 60);
        using var ports = new Blocks(count);
        Console.WriteLine($"{count} targets, checked from 3 regions every {IntervalSeconds} s; each breaks once within {Window.TotalSeconds:0} s. About 8 minutes.");
        await using var stack = await LocalStack.StartAsync(new StackOptions { StartBound = TimeSpan.FromMinutes(3), Say = Console.WriteLine });
        using var client = new StackClient(stack);
        await using var receiver = await Receiver.StartAsync();
        await client.ReadyAsync();
        receiver.Trust((await client.CreateWebhookAsync(receiver.Url())).Secret);

        var subjects = new List<Subject>();
        for (var i = 0; i < count; i++)
        {
            var target = SwitchTarget.Start(ports.Port(i));
            subjects.Add(new(await client.CreateMonitorAsync(target.Url, $"Target {i}", TimeoutSeconds, IntervalSeconds), target, Hangs: i % 2 == 1));
        }

        foreach (var subject in subjects) await client.BecomesAsync(subject.Id, "up");
        Console.WriteLine("All up. Breaking them, each at its own time …");
        var results = await Task.WhenAll(subjects.Select(subject => MeasureAsync(subject, receiver)));
        foreach (var subject in subjects) await subject.Target.DisposeAsync();

        var figures = new List<Figure>();
        foreach (var hangs in new[] { false, true })
        {
            var name = hangs ? "hanging" : "refusing";
            var budget = IntervalSeconds + 5 + (hangs ? 2 * TimeoutSeconds : 0);
            double[] down = [.. results.Where(result => result.Hangs == hangs).Select(result => result.Down)];
            double[] up = [.. results.Where(result => result.Hangs == hangs).Select(result => result.Recovered)];
            figures.Add(new("detect", $"{name}: break → webhook, p50", Report.Percentile(down, .50), "s"));
            figures.Add(new("detect", $"{name}: break → webhook, p95", Report.Percentile(down, .95), "s", budget));
            figures.Add(new("detect", $"{name}: break → webhook, p99", Report.Percentile(down, .99), "s"));
            figures.Add(new("detect", $"{name}: mend → webhook, p95", Report.Percentile(up, .95), "s"));
        }

        figures.Add(new("detect", "requests repeated with the same key", receiver.Requests - receiver.Taken().Count, "requests", 0));
        figures.Add(new("detect", "outages told", receiver.Taken().Count(received => received.Type == "incident.down"), "alerts", count, AtLeast: true));
        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }

    private static async Task<(bool Hangs, double Down, double Recovered)> MeasureAsync(Subject subject, Receiver receiver)
    {
        await Task.Delay(Random.Shared.NextDouble() * Window);
        if (subject.Hangs) subject.Target.Hang();
        else subject.Target.Refuse();
        var down = await UntilToldAsync(receiver, subject.Id, 1);
        subject.Target.Serve();
        var recovered = await UntilToldAsync(receiver, subject.Id, 2);
        return (subject.Hangs, down, recovered);
    }

    /// <summary>Seconds; infinite when it was not told at all.</summary>
    private static async Task<double> UntilToldAsync(Receiver receiver, string id, int count)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            if (receiver.Told(id).Count >= count) return watch.Elapsed.TotalSeconds;
            await Task.Delay(20);
        }

        return double.PositiveInfinity;
    }

    private sealed record Subject(string Id, SwitchTarget Target, bool Hangs);
}
