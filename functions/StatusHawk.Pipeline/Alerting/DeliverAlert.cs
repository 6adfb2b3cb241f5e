using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using StatusHawk.Core.Alerting;
using StatusHawk.Pipeline.Incidents;

namespace StatusHawk.Pipeline.Alerting;

/// <summary>Delivers one alert: tries until it is sent, refused or given up. When to try again is said by the ledger.</summary>
public static class DeliverAlert
{
    /// <summary>Tries after which it begins a new history.</summary>
    private const int Turns = 25;

    [Function(FunctionNames.DeliverAlert)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var request = context.GetInput<DeliverRequest>()!;
        for (var turn = 0; turn < Turns; turn++)
        {
            var step = await context.CallActivityAsync<DeliveryStep>(FunctionNames.SendAlert, request, ActivityRetries.Options);
            if (step.RetryAt is not { } retryAt) return;
            await context.CreateTimer(retryAt.UtcDateTime, CancellationToken.None);
        }

        context.ContinueAsNew(request);
    }
}
