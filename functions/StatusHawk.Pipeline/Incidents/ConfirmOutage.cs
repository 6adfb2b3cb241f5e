using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Pipeline.Incidents;

/// <summary>Gets a second opinion on all suspects of a shard, and opens incidents for those that are confirmed. One at a time for each shard.</summary>
public static class ConfirmOutage
{
    [Function(FunctionNames.ConfirmOutage)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var request = context.GetInput<ConfirmRequest>()!;
        var plan = new ConfirmationPlan(Now(context));
        var wakes = new Wakes(context);
        while (true)
        {
            var suspects = await context.CallActivityAsync<SuspectsView>(FunctionNames.LookAtSuspects, request, ActivityRetries.Options);
            if (suspects.Down.Count > 0)
            {
                var opened = await context.CallActivityAsync<string[]>(FunctionNames.OpenIncidents, new OpenRequest(request.WorkspaceId, suspects.Down), ActivityRetries.Options);
                await context.CallActivityAsync(FunctionNames.StartLifecycles, new FollowRequest(request.WorkspaceId, opened), ActivityRetries.Options);
            }

            var now = Now(context);
            var step = plan.Next(suspects.Undecided, now);
            if (step.Ask.Count > 0)
                await context.CallActivityAsync(FunctionNames.AskForOpinions, new AskRequest(request.Shard, step.Ask, now, step.AnsweredBy - now), ActivityRetries.Options);
            if (step.LookAt is not { } lookAt) return;
            await wakes.WaitAsync(lookAt);
        }
    }

    private static DateTimeOffset Now(TaskOrchestrationContext context) => new(context.CurrentUtcDateTime, TimeSpan.Zero);
}

/// <param name="WorkspaceId">Whose.</param>
/// <param name="Shard">Whose suspects.</param>
public sealed record ConfirmRequest(string WorkspaceId, string Shard);

/// <param name="Shard">Whose regions to ask.</param>
/// <param name="MonitorIds">About whom.</param>
/// <param name="At">When: answers carry it, so that asking twice gives one answer.</param>
/// <param name="Lifetime">How long an answer is waited for.</param>
public sealed record AskRequest(string Shard, IReadOnlyList<string> MonitorIds, DateTimeOffset At, TimeSpan Lifetime);

/// <param name="WorkspaceId">Whose.</param>
/// <param name="MonitorIds">Confirmed outages.</param>
public sealed record OpenRequest(string WorkspaceId, IReadOnlyList<string> MonitorIds);

/// <param name="WorkspaceId">Whose.</param>
/// <param name="IncidentIds">Open incidents.</param>
public sealed record FollowRequest(string WorkspaceId, IReadOnlyList<string> IncidentIds);
