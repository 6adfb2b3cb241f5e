using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Incidents;

/// <summary>Sees to it that no incident is forgotten: that somebody follows it until it is over, and that all is told until nothing is left to tell.</summary>
public sealed class Aftercare(IOpenIncidents open, IIncidentStore incidents, ILiveStore live, MonitorDirectory monitors, Outstanding outstanding, TimeProvider clock)
{
    /// <summary>How long a mark may be there before its incident is: whoever set it has died.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public Task<IReadOnlyList<OpenIncident>> ListAsync(CancellationToken cancellationToken) => open.ListAsync(cancellationToken);

    /// <summary>Returns how many channels had something left to be told of an incident that is over; while it goes on, its lifecycle knows.</summary>
    public async Task<int> CareForAsync(OpenIncident mark, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        if (await incidents.ReadAsync(mark.WorkspaceId, mark.IncidentId, cancellationToken) is not { Value: var incident })
        {
            if (clock.GetUtcNow() - mark.MarkedAt > Patience) await open.UnmarkAsync(mark, cancellationToken);
            return 0;
        }

        if (!await IsFreedAsync(incident, cancellationToken))
        {
            await orchestrations.FollowAsync(incident.WorkspaceId, incident.Id, atOnce: false, cancellationToken);
            return 0;
        }

        var channels = await outstanding.ChannelsAsync(incident, cancellationToken);
        foreach (var channel in channels) await orchestrations.TellAsync(incident.WorkspaceId, incident.Id, channel, cancellationToken);
        if (channels.Count == 0) await open.UnmarkAsync(mark, cancellationToken);
        return channels.Count;
    }

    private async Task<bool> IsFreedAsync(Incident incident, CancellationToken cancellationToken)
    {
        if (incident.Status != IncidentStatus.Resolved) return false;
        if (incident.MonitorIds.Count == 0) return true;
        var monitor = await monitors.FindAsync(incident.WorkspaceId, incident.MonitorIds[0], cancellationToken);
        var state = (await live.ReadAsync(incident.WorkspaceId, incident.MonitorIds[0], cancellationToken))?.Value;
        return IncidentRules.IsOver(incident, monitor, state) && state?.IncidentId != incident.Id;
    }
}
