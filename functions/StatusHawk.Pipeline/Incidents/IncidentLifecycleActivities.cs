using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Pipeline.Incidents;

/// <summary>The steps of <see cref="IncidentLifecycle"/>. Each may run twice.</summary>
public sealed class IncidentLifecycleActivities(Following following, Outstanding outstanding, IncidentOptions options, TimeProvider clock)
{
    [Function(FunctionNames.FollowIncident)]
    public async Task<LifecycleStep> Follow([ActivityTrigger] LifecycleRequest request, CancellationToken cancellationToken)
    {
        if (await following.FollowAsync(request.WorkspaceId, request.IncidentId, cancellationToken) is not { } followed) return new LifecycleStep([], null);
        var toTell = await outstanding.ChannelsAsync(followed.Incident, cancellationToken);
        return new LifecycleStep(toTell, followed.IsOver ? null : clock.GetUtcNow() + options.FollowEvery);
    }

    [Function(FunctionNames.StartAlerts)]
    public async Task Start([ActivityTrigger] TellRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var orchestrations = new DurableOrchestrations(client);
        foreach (var channelId in request.ChannelIds) await orchestrations.TellAsync(request.WorkspaceId, request.IncidentId, channelId, cancellationToken);
    }
}
