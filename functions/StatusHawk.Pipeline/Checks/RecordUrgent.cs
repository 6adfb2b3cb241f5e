using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Watching;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Stores lone observations: those that are not up, ahead of their round, and those that were asked for.</summary>
public sealed class RecordUrgent(Recording recording, QueueWork work)
{
    [Function(nameof(RecordUrgent))]
    public Task Run(
        [QueueTrigger(Queues.Urgent, Connection = "HomeStorage")] string message, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        work.RunAsync<ResultsMessage>(Queues.Urgent, message, results => recording.RecordAsync(results, new DurableOrchestrations(client), cancellationToken));
}
