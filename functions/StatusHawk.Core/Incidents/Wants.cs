using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Incidents;

/// <summary>What must happen next, as it follows from what holds: never from the change that led there, so that nothing is lost with one.</summary>
/// <param name="Shards">Shards with suspects, or with an outage that has no incident.</param>
/// <param name="Incidents">Incidents to look at again.</param>
public sealed record Wants(IReadOnlyCollection<string> Shards, IReadOnlyCollection<string> Incidents)
{
    /// <summary>Whether second opinions are wanted, or an incident.</summary>
    public static bool Confirmation(LiveState live) =>
        live.IncidentId is null && (live.Verdict == Verdict.Down || live.Votes.Values.Any(vote => vote.SuspectSince is not null));

    /// <summary>Whether the open incident, if there is one, might be over.</summary>
    public static bool Following(LiveState live, Monitor monitor) => live.IncidentId is not null && (!monitor.Enabled || Recovery.IsOver(live, monitor));

    /// <param name="workspaceId">Whose.</param>
    /// <param name="orchestrations">Who does it.</param>
    /// <param name="news">Whether anything changed: a confirmation that runs already need not look at what it knows.</param>
    /// <param name="cancellationToken">Ends it half-way; whoever asks again completes it.</param>
    public async Task MeetAsync(string workspaceId, IOrchestrations orchestrations, bool news, CancellationToken cancellationToken)
    {
        foreach (var shard in Shards) await orchestrations.ConfirmAsync(workspaceId, shard, atOnce: news, cancellationToken);
        foreach (var incident in Incidents) await orchestrations.FollowAsync(workspaceId, incident, atOnce: true, cancellationToken);
    }
}
