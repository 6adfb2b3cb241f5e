using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Watching;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Stores complete rounds. A healthy one costs its one write.</summary>
public sealed class RecordRounds(Recording recording, QueueWork work)
{
    [Function(nameof(RecordRounds))]
    public Task Run(
        [QueueTrigger(Queues.Results, Connection = "HomeStorage")] string message, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        work.RunAsync<ResultsMessage>(Queues.Results, message, results => recording.RecordAsync(results, new DurableOrchestrations(client), cancellationToken));
}
