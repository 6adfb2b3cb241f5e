using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Core.Incidents;

/// <summary>Opens incidents for confirmed outages, one for each monitor and episode, however often and from wherever it is asked to.</summary>
public sealed class Opening(
    ILiveStore live, LiveView view, MonitorDirectory monitors, IIncidentStore incidents, IOpenIncidents open, IMessageQueues queues, IncidentOptions options, Retrying retrying, TimeProvider clock)
{
    private const int AtOnce = 16;

    /// <summary>Returns the incidents that are open now of those monitors; one that is not down any more has none.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(string workspaceId, IReadOnlyCollection<string> monitorIds, CancellationToken cancellationToken)
    {
        var opened = new List<string>();
        await Parallel.ForEachAsync(monitorIds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (monitorId, token) =>
        {
            if (await OpenAsync(workspaceId, monitorId, token) is not { } incidentId) return;
            lock (opened) opened.Add(incidentId);
        });
        opened.Sort(StringComparer.Ordinal);
        if (opened.Count > 0) await queues.SendAsync(Queues.Republish, new RepublishRequest { WorkspaceId = workspaceId }, null, null, cancellationToken);
        return opened;
    }

    private Task<string?> OpenAsync(string workspaceId, string monitorId, CancellationToken cancellationToken) => retrying.WhenOvertakenAsync(
        () => OpenOnceAsync(workspaceId, monitorId, cancellationToken), $"The live state of {monitorId} kept changing while its incident was opened.", cancellationToken);

    private async Task<Tried<string?>> OpenOnceAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        var stored = await live.ReadAsync(workspaceId, monitorId, cancellationToken);
        if (stored?.Value.IncidentId is { } already) return Tried.Done<string?>(already);
        if (stored is not { Value: { Verdict: Verdict.Down, EpisodeSince: not null } state }) return Tried.Done<string?>(null);
        if (await monitors.FindAsync(workspaceId, monitorId, cancellationToken) is not { Enabled: true } monitor) return Tried.Done<string?>(null);

        var now = clock.GetUtcNow();
        var incident = IncidentRules.Open(monitor, state, options, now);

        // Marked first: whatever dies from here on, the watchdog finds the incident by its mark.
        await open.MarkAsync(workspaceId, incident.Id, cancellationToken);
        var next = LiveStates.WithIncident(state, incident.Id, now);
        if (!await incidents.TryWriteAsync(incident, etag: null, cancellationToken)
            && (await incidents.ReadAsync(workspaceId, incident.Id, cancellationToken))?.Value is { Status: IncidentStatus.Resolved, ResolvedBy: null })
        {
            // It was opened by one who died before this could be noted, and is over: this outage is another.
            next = LiveStates.InNextEpisode(state);
        }

        if (!await live.TryWriteAsync(next, stored.ETag, cancellationToken)) return Tried<string?>.Overtaken;
        view.Note(next);
        return next.IncidentId is null ? Tried<string?>.Overtaken : Tried.Done<string?>(next.IncidentId);
    }
}
