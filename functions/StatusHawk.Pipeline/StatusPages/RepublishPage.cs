using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Watching;

namespace StatusHawk.Pipeline.StatusPages;

/// <summary>Writes the public snapshot of a workspace whose state has changed.</summary>
public sealed class RepublishPage(Publication publication, QueueWork work)
{
    [Function(nameof(RepublishPage))]
    public Task Run([QueueTrigger(Queues.Republish, Connection = "HomeStorage")] string message, CancellationToken cancellationToken) =>
        work.RunAsync<RepublishRequest>(Queues.Republish, message, request => publication.RepublishAsync(request.WorkspaceId, cancellationToken));
}
