using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Pipeline.Monitors;

/// <summary>Does at once what Api asks for.</summary>
public sealed class RunCommands(MonitorChanges monitors, Publication publication)
{
    [Function(nameof(RunCommands))]
    public Task Run([QueueTrigger(Queues.Commands, Connection = "HomeStorage")] string message, CancellationToken cancellationToken)
    {
        var command = StatusHawkJson.Read<Command>(message);
        return command switch
        {
            { Kind: CommandKind.MonitorChanged, MonitorId: { } monitorId } => monitors.FollowAsync(command.WorkspaceId, monitorId, cancellationToken),
            { Kind: CommandKind.PageChanged } => publication.RepublishAsync(command.WorkspaceId, cancellationToken),
            _ => throw new InvalidOperationException($"A command {command.Kind} came without what it is about."),
        };
    }
}
