using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Pipeline.StatusPages;

/// <summary>Writes the public snapshot of a workspace whose state has changed.</summary>
public sealed class RepublishPage(Publication publication)
{
    [Function(nameof(RepublishPage))]
    public Task Run([QueueTrigger(Queues.Republish, Connection = "HomeStorage")] string message, CancellationToken cancellationToken) =>
        publication.RepublishAsync(StatusHawkJson.Read<RepublishRequest>(message).WorkspaceId, cancellationToken);
}
