using StatusHawk.Core;
using StatusHawk.Core.Checks;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Has a check run by the probes of some regions, and waits for what they find. Pipeline asks them, since this app has no business in the queues of probes, and they answer on
/// a queue of its own, by way of Pipeline: no vote, no log and no alert comes of it.
/// </summary>
public sealed class TestInRegions(Commands commands, ITestAnswers answers, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    // What a check may take, twice since it may wait for a place as long, and the ways there and back.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreUnavailableException">It could not be asked for, or what was found cannot be read.</exception>
    public async Task<TestView> RunAsync(Monitor monitor, IReadOnlyList<string> regions, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var testId = Ids.New(Ids.Test);
        var order = new TestOrder { Regions = regions, NotAfter = Slot.Of(clock.GetUtcNow()) + TestRequest.Lifetime, Check = monitor.ToCheck() };
        var command = new Command { Kind = CommandKind.TestInRegions, WorkspaceId = monitor.WorkspaceId, TestId = testId, Test = order };
        await commands.AskAsync(command, TestRequest.Lifetime, cancellationToken);

        var found = new Dictionary<string, TestReport>(StringComparer.Ordinal);
        var patience = TimeSpan.FromSeconds(Math.Min(TestRequest.Lifetime.TotalSeconds, (2 * monitor.TimeoutSeconds) + OnTheWay.TotalSeconds));
        while (true)
        {
            var pending = regions.Where(region => !found.ContainsKey(region)).ToArray();
            var read = await Task.WhenAll(pending.Select(region => answers.ReadAsync(monitor.WorkspaceId, testId, region, cancellationToken)));
            foreach (var answer in read.OfType<TestAnswer>()) found[answer.Region] = answer.Report;
            if (found.Count == regions.Count || clock.GetElapsedTime(began) >= patience) break;
            await Task.Delay(Poll, clock, cancellationToken);
        }

        return new(
            [.. regions.Where(found.ContainsKey).Select(region => PlaceView.Of(region, found[region]))],
            [.. regions.Where(region => !found.ContainsKey(region))]);
    }
}
