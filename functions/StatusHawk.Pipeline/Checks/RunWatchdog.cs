using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Watching;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Finds what no message tells, and tells whoever waits outside that it has.</summary>
public sealed partial class RunWatchdog(Watchdog watchdog, QueueDepths queues, DeadMan deadMan, ILogger<RunWatchdog> logger)
{
    [Function(nameof(RunWatchdog))]
    public Task Run(
        [TimerTrigger("%WatchdogEvery%", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        WatchedRun.CountAsync(nameof(RunWatchdog), Instruments.WatchdogRuns, async () =>
        {
            var looking = queues.RefreshAsync(cancellationToken);
            await watchdog.RunAsync(new DurableOrchestrations(client), cancellationToken);
            if (await deadMan.CallAsync(cancellationToken) is { } trouble) DeadManNotCalled(trouble);
            await looking;
            return "done";
        });

    [LoggerMessage(LogLevel.Warning, "The dead man's switch was not reached: {Trouble}.")]
    private partial void DeadManNotCalled(string trouble);
}
