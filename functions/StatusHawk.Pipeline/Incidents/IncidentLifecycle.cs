using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace StatusHawk.Pipeline.Incidents;

/// <summary>Follows one incident until it is over: looks at the log after every wake, and starts what there is to tell. Waits for no delivery.</summary>
public static class IncidentLifecycle
{
    /// <summary>Looks after which it begins a new history.</summary>
    private const int Turns = 30;

    [Function(FunctionNames.IncidentLifecycle)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var request = context.GetInput<LifecycleRequest>()!;
        var wakes = new Wakes(context);
        for (var turn = 0; turn < Turns; turn++)
        {
            var step = await context.CallActivityAsync<LifecycleStep>(FunctionNames.FollowIncident, request, ActivityRetries.Options);
            if (step.ToTell.Count > 0)
                await context.CallActivityAsync(FunctionNames.StartAlerts, new TellRequest(request.WorkspaceId, request.IncidentId, step.ToTell), ActivityRetries.Options);
            if (step.LookAt is not { } lookAt) return;
            await wakes.WaitAsync(lookAt);
        }

        context.ContinueAsNew(request);
    }
}

/// <param name="WorkspaceId">Whose.</param>
/// <param name="IncidentId">Which.</param>
public sealed record LifecycleRequest(string WorkspaceId, string IncidentId);

/// <param name="ToTell">Channels that have not been told everything.</param>
/// <param name="LookAt">When to look again; null when the incident is over.</param>
public sealed record LifecycleStep(IReadOnlyList<string> ToTell, DateTimeOffset? LookAt);

/// <param name="WorkspaceId">Whose.</param>
/// <param name="IncidentId">Of what.</param>
/// <param name="ChannelIds">Whom.</param>
public sealed record TellRequest(string WorkspaceId, string IncidentId, IReadOnlyList<string> ChannelIds);
