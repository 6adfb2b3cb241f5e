using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Stores complete rounds. A healthy one costs its one write.</summary>
public sealed class RecordRounds(Recording recording)
{
    [Function(nameof(RecordRounds))]
    public Task Run(
        [QueueTrigger(Queues.Results, Connection = "HomeStorage")] string message, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        recording.RecordAsync(StatusHawkJson.Read<ResultsMessage>(message), new DurableOrchestrations(client), cancellationToken);
}
