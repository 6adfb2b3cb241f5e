using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using StatusHawk.Core.Alerting;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Alerting;

/// <summary>Tells one channel the transitions of one incident, each after the one before it is settled. Started, and awaited by nobody.</summary>
public static class AlertChannel
{
    /// <summary>Alerts after which it begins a new history.</summary>
    private const int Turns = 20;

    [Function(FunctionNames.AlertChannel)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var request = context.GetInput<AlertRequest>()!;
        for (var turn = 0; turn < Turns; turn++)
        {
            var next = await context.CallActivityAsync<NextAlertStep>(FunctionNames.NextAlert, request, ActivityRetries.Options);
            if (next.Number is not { } number) return;
            await context.CallSubOrchestratorAsync(
                FunctionNames.DeliverAlert,
                new DeliverRequest { WorkspaceId = request.WorkspaceId, IncidentId = request.IncidentId, ChannelId = request.ChannelId, Number = number });
        }

        context.ContinueAsNew(request);
    }
}

/// <param name="WorkspaceId">Whose.</param>
/// <param name="IncidentId">Of what.</param>
/// <param name="ChannelId">Whom.</param>
public sealed record AlertRequest(string WorkspaceId, string IncidentId, string ChannelId);

/// <param name="Number">The transition to tell next; null when nothing is left.</param>
public sealed record NextAlertStep(int? Number);
