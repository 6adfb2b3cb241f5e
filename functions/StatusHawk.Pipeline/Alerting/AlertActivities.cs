using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Pipeline.Alerting;

/// <summary>The steps of <see cref="AlertChannel"/> and <see cref="DeliverAlert"/>. Each may run twice: the ledger knows.</summary>
public sealed class AlertActivities(Outstanding outstanding, Delivering delivering)
{
    [Function(FunctionNames.NextAlert)]
    public async Task<NextAlertStep> Next([ActivityTrigger] AlertRequest request, CancellationToken cancellationToken) =>
        new(await outstanding.NextAsync(request.WorkspaceId, request.IncidentId, request.ChannelId, cancellationToken));

    [Function(FunctionNames.SendAlert)]
    public Task<DeliveryStep> Send([ActivityTrigger] DeliverRequest request, CancellationToken cancellationToken) =>
        delivering.AttemptAsync(request, cancellationToken);
}
