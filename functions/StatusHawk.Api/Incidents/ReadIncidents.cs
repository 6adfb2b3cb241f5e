using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Incidents;

/// <summary>Reads incidents, and who was told of them.</summary>
public sealed class ReadIncidents(IIncidentStore incidents, IChannelStore channels, IDeliveryLedger ledger)
{
    /// <summary>The latest beginning first.</summary>
    public async Task<ListPart<IncidentView>> ListAsync(string workspaceId, bool onlyOpen, ListRange range, CancellationToken cancellationToken) =>
        (await incidents.ListAsync(workspaceId, onlyOpen, range, cancellationToken)).Select(IncidentView.Of);

    public async Task<Result<IncidentView>> ReadAsync(string workspaceId, string incidentId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Incident, incidentId)) return new Result<IncidentView>.Missing();
        if (await incidents.ReadAsync(workspaceId, incidentId, cancellationToken) is not { } stored) return new Result<IncidentView>.Missing();
        return new Result<IncidentView>.Done(await ShowAsync(stored.Value, cancellationToken));
    }

    /// <summary>An incident that is at hand, with all that happened to it.</summary>
    public async Task<IncidentView> ShowAsync(Incident incident, CancellationToken cancellationToken)
    {
        var names = channels.ListAsync(incident.WorkspaceId, cancellationToken);
        var deliveries = await ledger.ListAsync(incident.Id, cancellationToken);
        return IncidentView.Of(incident, deliveries, (await names).ToDictionary(channel => channel.Id, channel => channel.Name));
    }
}
