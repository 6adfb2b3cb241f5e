using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Core.Incidents;

/// <summary>Looks at an incident again: sees to it that the log was read lately, writes down what has become of it, and frees its monitor when it is over.</summary>
public sealed class Following(
    IIncidentStore incidents, MonitorDirectory monitors, Evaluation evaluation, ILiveStore live, LiveView view, IMessageQueues queues,
    IncidentOptions options, VerdictOptions verdicts, Retrying retrying, TimeProvider clock)
{
    private static readonly TimeSpan DirectoryMaxAge = TimeSpan.FromSeconds(5);

    /// <summary>Returns the incident as it is now; null when there is none of that id.</summary>
    public async Task<Followed?> FollowAsync(string workspaceId, string incidentId, CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(DirectoryMaxAge, cancellationToken);
        return await retrying.WhenOvertakenAsync(
            () => FollowOnceAsync(workspaceId, incidentId, cancellationToken), $"Incident {incidentId} kept changing while it was followed.", cancellationToken);
    }

    private async Task<Tried<Followed?>> FollowOnceAsync(string workspaceId, string incidentId, CancellationToken cancellationToken)
    {
        if (await incidents.ReadAsync(workspaceId, incidentId, cancellationToken) is not { } stored) return Tried.Done<Followed?>(null);
        var (monitor, state) = await LookAsync(stored.Value, cancellationToken);
        var next = IncidentRules.Follow(stored.Value, monitor, state?.Value, options, verdicts, clock.GetUtcNow());
        if (!ReferenceEquals(next, stored.Value) && !await incidents.TryWriteAsync(next, stored.ETag, cancellationToken)) return Tried<Followed?>.Overtaken;

        var over = IncidentRules.IsOver(next, monitor, state?.Value);
        if (over && !await FreeAsync(next, state, cancellationToken)) return Tried<Followed?>.Overtaken;
        if (!ReferenceEquals(next, stored.Value) || over)
            await queues.SendAsync(Queues.Republish, new RepublishRequest { WorkspaceId = workspaceId }, null, null, cancellationToken);
        return Tried.Done<Followed?>(new Followed(next, over));
    }

    private async Task<(Monitor? Monitor, Stored<LiveState>? State)> LookAsync(Incident incident, CancellationToken cancellationToken)
    {
        if (incident.Origin == IncidentOrigin.Manual) return (null, null);
        var monitorId = incident.MonitorIds[0];
        var monitor = await monitors.FindAsync(incident.WorkspaceId, monitorId, cancellationToken);

        // Fifty incidents of one shard would each look at the same log each minute.
        if (monitor is null || !evaluation.HasJudged(monitorId, options.FollowEvery)) await evaluation.RunAsync(incident.WorkspaceId, monitor?.Shard, [monitorId], cancellationToken);
        return (monitor, await live.ReadAsync(incident.WorkspaceId, monitorId, cancellationToken));
    }

    // False when the live state changed meanwhile.
    private async Task<bool> FreeAsync(Incident incident, Stored<LiveState>? state, CancellationToken cancellationToken)
    {
        if (state is null || state.Value.IncidentId != incident.Id) return true;
        var free = LiveStates.WithoutIncident(state.Value, clock.GetUtcNow());
        if (!await live.TryWriteAsync(free, state.ETag, cancellationToken)) return false;
        view.Note(free);
        return true;
    }
}

/// <param name="Incident">As it is now.</param>
/// <param name="IsOver">Whether nothing can become of it any more; its alerts may still be under way.</param>
public sealed record Followed(Incident Incident, bool IsOver);
