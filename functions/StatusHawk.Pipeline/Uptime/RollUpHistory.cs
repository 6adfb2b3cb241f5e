using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Pipeline.Uptime;

/// <summary>Makes history of a shard's log, an hour at a time.</summary>
public sealed class RollUpHistory(Compaction compaction)
{
    [Function(nameof(RollUpHistory))]
    public Task Run([QueueTrigger(Queues.RollUps, Connection = "HomeStorage")] string message, CancellationToken cancellationToken) =>
        compaction.RunAsync(StatusHawkJson.Read<RollUpRequest>(message), cancellationToken);
}
