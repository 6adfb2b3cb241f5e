using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Watching;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline;

/// <summary>Does at once what Api asks for.</summary>
public sealed partial class RunCommands(
    MonitorChanges monitors, Opinions opinions, Publication publication, Removing removing, QueueWork work, TimeProvider clock, ILogger<RunCommands> logger)
{
    [Function(nameof(RunCommands))]
    public Task Run(
        [QueueTrigger(Queues.Commands, Connection = "HomeStorage")] string message, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        work.RunAsync<Command>(Queues.Commands, message, command => RunAsync(command, new DurableOrchestrations(client), cancellationToken));

    private async Task RunAsync(Command command, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case { Kind: CommandKind.MonitorChanged, MonitorId: { } monitorId }:
                foreach (var region in await monitors.FollowAsync(command.WorkspaceId, monitorId, orchestrations, cancellationToken)) NotAsked(region, monitorId);
                break;
            case { Kind: CommandKind.WorkspaceDeleted }:
                await removing.RunAsync(command.WorkspaceId, orchestrations, cancellationToken);
                break;
            case { Kind: CommandKind.PageChanged }:
                await publication.RepublishAsync(command.WorkspaceId, cancellationToken);
                break;
            case { Kind: CommandKind.IncidentChanged, IncidentId: { } incidentId }:
                await orchestrations.FollowAsync(command.WorkspaceId, incidentId, atOnce: true, cancellationToken);
                await publication.RepublishAsync(command.WorkspaceId, cancellationToken);
                break;
            case { Kind: CommandKind.TestChannel, ChannelId: { } channelId, TestId: { } testId }:
                await orchestrations.TestAsync(command.WorkspaceId, channelId, testId, cancellationToken);
                break;
            case { Kind: CommandKind.TestInRegions, TestId: { } testId, Test: { } order }:
                foreach (var region in await opinions.TestAsync(command.WorkspaceId, testId, order, clock.GetUtcNow(), cancellationToken)) NotTested(region, testId);
                break;
            default:
                throw new InvalidOperationException($"A command {command.Kind} came without what it is about.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "The region {Region} could not be asked to check {MonitorId} at once; its next round will tell.")]
    private partial void NotAsked(string region, string monitorId);

    [LoggerMessage(LogLevel.Warning, "The region {Region} could not be asked to run {TestId}; whoever wants to see it is told that the region did not answer.")]
    private partial void NotTested(string region, string testId);
}
