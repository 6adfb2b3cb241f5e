using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using StatusHawk.Core.Checks;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Finds what no message tells.</summary>
public sealed class RunWatchdog(Watchdog watchdog)
{
    [Function(nameof(RunWatchdog))]
    public Task Run(
        [TimerTrigger("%Watchdog:Every%", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        watchdog.RunAsync(new DurableOrchestrations(client), cancellationToken);
}
