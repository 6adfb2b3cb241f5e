using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Watching;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Finds what no message tells, and tells whoever waits outside that it has, and in a line what alarms rest on.</summary>
public sealed partial class RunWatchdog(Watchdog watchdog, QueueDepths queues, AlarmReading alarms, DeadMan deadMan, ILogger<RunWatchdog> logger)
{
    [Function(nameof(RunWatchdog))]
    public Task Run(
        [TimerTrigger("%WatchdogEvery%", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        WatchedRun.CountAsync(nameof(RunWatchdog), Instruments.WatchdogRuns, async () =>
        {
            var looking = queues.RefreshAsync(cancellationToken);
            try
            {
                await watchdog.RunAsync(new DurableOrchestrations(client), cancellationToken);
                if (await deadMan.CallAsync(cancellationToken) is { } trouble) DeadManNotCalled(trouble);
            }
            finally
            {
                // A run that failed is when somebody looks.
                await looking;
                var seen = await alarms.ReadAsync(cancellationToken);
                Watched(seen.ScheduleLag, seen.QueueAge, seen.QueueOldest, seen.Poison, seen.SilentRegions, seen.AlertsOutstanding);
            }

            return "done";
        });

    [LoggerMessage(LogLevel.Warning, "The dead man's switch was not reached: {Trouble}.")]
    private partial void DeadManNotCalled(string trouble);

    // All in the text, since the platform hands on nothing else. The deployment's alarms read it: infra/modules/watching.bicep.
    [LoggerMessage(
        LogLevel.Information,
        "Watched: schedule_lag_seconds={ScheduleLag} queue_age_seconds={QueueAge} queue_oldest={QueueOldest} poison={Poison} silent_regions={SilentRegions} alerts_outstanding={AlertsOutstanding}")]
    private partial void Watched(long scheduleLag, long queueAge, string queueOldest, int poison, string silentRegions, int alertsOutstanding);
}
