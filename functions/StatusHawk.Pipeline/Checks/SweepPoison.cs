using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using StatusHawk.Core.Checks;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Deals with messages that failed too often. Says how many, never what they say.</summary>
public sealed partial class SweepPoison(PoisonSweep sweep, ILogger<SweepPoison> logger)
{
    [Function(nameof(SweepPoison))]
    public async Task Run([TimerTrigger("%WatchdogEvery%", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var swept in await sweep.RunAsync(new DurableOrchestrations(client), cancellationToken))
        {
            if (swept.Recorded > 0) Rescued(swept.Recorded, swept.Queue);
            if (swept.GivenUp > 0) GivenUp(swept.GivenUp, swept.Queue);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} messages of the queue {Queue} had failed too often and are taken up again.")]
    private partial void Rescued(int count, string queue);

    [LoggerMessage(LogLevel.Error, "{Count} messages of the queue {Queue} failed too often and are given up.")]
    private partial void GivenUp(int count, string queue);
}
