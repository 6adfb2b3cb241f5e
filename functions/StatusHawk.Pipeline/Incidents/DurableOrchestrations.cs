using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;
using StatusHawk.Pipeline.Alerting;

namespace StatusHawk.Pipeline.Incidents;

/// <summary>
/// Starts an orchestration, or wakes it if it runs. In a process one at a time does so for an instance, and those who wait share the next turn; of two processes
/// that start the same at once one fails, and what it was doing comes again.
/// </summary>
public sealed class DurableOrchestrations(DurableTaskClient client) : IOrchestrations
{
    private static readonly SharedRuns<bool, bool> Starts = new(TimeProvider.System);

    public Task ConfirmAsync(string workspaceId, string shard, bool atOnce, CancellationToken cancellationToken) =>
        StartAsync(FunctionNames.ConfirmOutage, Instances.Confirm(shard), new ConfirmRequest(workspaceId, shard), wake: atOnce, cancellationToken);

    public Task FollowAsync(string workspaceId, string incidentId, bool atOnce, CancellationToken cancellationToken) =>
        StartAsync(FunctionNames.IncidentLifecycle, Instances.Incident(incidentId), new LifecycleRequest(workspaceId, incidentId), wake: atOnce, cancellationToken);

    public Task TellAsync(string workspaceId, string incidentId, string channelId, CancellationToken cancellationToken) =>
        StartAsync(FunctionNames.AlertChannel, Instances.Alert(incidentId, channelId), new AlertRequest(workspaceId, incidentId, channelId), wake: false, cancellationToken);

    public async Task TestAsync(string workspaceId, string channelId, string testId, CancellationToken cancellationToken)
    {
        // A test that was sent is not sent again because its command came twice.
        if (await client.GetInstanceAsync(Instances.Test(testId), cancellationToken) is not null) return;
        var request = new DeliverRequest { WorkspaceId = workspaceId, IncidentId = testId, ChannelId = channelId, Number = 1, IsTest = true };
        await client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.DeliverAlert, request, new StartOrchestrationOptions(Instances.Test(testId)), cancellationToken);
    }

    public Task<bool> EndConfirmationAsync(string shard, CancellationToken cancellationToken) => EndAsync(Instances.Confirm(shard), cancellationToken);

    public async Task<bool> EndIncidentAsync(string incidentId, CancellationToken cancellationToken)
    {
        var ended = await EndAsync(Instances.Incident(incidentId), cancellationToken);
        var alerts = new List<string>();
        await foreach (var alert in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: Instances.Alert(incidentId, ""))).WithCancellation(cancellationToken)) alerts.Add(alert.InstanceId);
        foreach (var alert in alerts) ended &= await EndAsync(alert, cancellationToken);
        return ended;
    }

    // A delivery that an alert waits for is left to end by itself: it finds nothing to tell when it wakes.
    private async Task<bool> EndAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is not { } instance) return true;
        if (!instance.IsCompleted)
        {
            await client.TerminateInstanceAsync(instanceId, cancellationToken);
            return false;
        }

        await client.PurgeInstanceAsync(instanceId, cancellationToken);
        return true;
    }

    private Task StartAsync(string name, string instanceId, object input, bool wake, CancellationToken cancellationToken) =>
        Starts.RunAsync(instanceId, [wake], async wakes =>
        {
            if (await client.GetInstanceAsync(instanceId, CancellationToken.None) is not { IsCompleted: false })
                await client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(instanceId), CancellationToken.None);
            else if (wakes.Contains(true))
                await client.RaiseEventAsync(instanceId, Instances.Wake, CancellationToken.None);
            return true;
        }, cancellationToken);
}
