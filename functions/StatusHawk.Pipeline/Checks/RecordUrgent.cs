using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Checks;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Stores lone observations: those that are not up, ahead of their round, and those that were asked for.</summary>
public sealed class RecordUrgent(Recording recording)
{
    [Function(nameof(RecordUrgent))]
    public Task Run([QueueTrigger(Queues.Urgent, Connection = "HomeStorage")] string message, CancellationToken cancellationToken) =>
        recording.RecordAsync(StatusHawkJson.Read<ResultsMessage>(message), cancellationToken);
}
