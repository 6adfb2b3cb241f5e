using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core.Checks;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Finds what no message tells.</summary>
public sealed class RunWatchdog(Watchdog watchdog)
{
    [Function(nameof(RunWatchdog))]
    public Task Run([TimerTrigger("%Watchdog:Every%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        watchdog.RunAsync(cancellationToken);
}
