using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Checks;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Stores complete rounds. A healthy one costs its one write.</summary>
public sealed class RecordRounds(Recording recording)
{
    [Function(nameof(RecordRounds))]
    public Task Run([QueueTrigger(Queues.Results, Connection = "HomeStorage")] string message, CancellationToken cancellationToken) =>
        recording.RecordAsync(StatusHawkJson.Read<ResultsMessage>(message), cancellationToken);
}
