using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace StatusHawk.Pipeline.Incidents;

/// <summary>Removes the histories of orchestrations that have been finished for a day: what they did is in the incident and in the ledger.</summary>
public sealed class PurgeInstances(TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private static readonly OrchestrationRuntimeStatus[] Finished =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    [Function(nameof(PurgeInstances))]
    public Task Run([TimerTrigger("0 17 * * * *", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: clock.GetUtcNow() - KeptFor, Statuses: Finished), cancellationToken);
}
