using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using StatusHawk.Core.Accounts;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Accounts;

/// <summary>Goes on with the removal of deleted workspaces, beside the watchdog: a big one must not keep it waiting.</summary>
public sealed class RemoveWorkspaces(Removing removing)
{
    [Function(nameof(RemoveWorkspaces))]
    public Task Run(
        [TimerTrigger("%WatchdogEvery%", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        removing.RunAllAsync(new DurableOrchestrations(client), cancellationToken);
}
