using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>How what holds now follows from what held before and a new judgement.</summary>
public static class LiveStates
{
    /// <summary>How many transitions are remembered.</summary>
    public const int MaxTransitions = 20;

    /// <summary>The state after a judgement; <paramref name="before"/> itself when nothing that it says has changed, so that nothing is written.</summary>
    public static LiveState After(LiveState? before, Monitor monitor, Judgement judgement)
    {
        if (before is not null && before.Verdict == judgement.Verdict && SameVotes(before, judgement) && EpisodeFits(before)) return before;

        var next = new LiveState
        {
            Revision = (before?.Revision ?? 0) + 1,
            MonitorId = monitor.Id,
            WorkspaceId = monitor.WorkspaceId,
            Verdict = judgement.Verdict,
            Since = VerdictSince(before, judgement),
            Votes = new SortedDictionary<string, LiveVote>(
                judgement.Votes.ToDictionary(vote => vote.Key, vote => VoteAfter(before?.Votes.GetValueOrDefault(vote.Key), vote.Value)), StringComparer.Ordinal),
            Episode = before?.Episode ?? 0,
            EpisodeSince = before?.EpisodeSince,
            IncidentId = before?.IncidentId,
            Transitions = before?.Transitions ?? [],
        };
        return EpisodeFits(next) ? next : IsTroubled(next) ? Begin(next) : next with { EpisodeSince = null };
    }

    /// <summary>With an incident that has just been opened for its episode.</summary>
    public static LiveState WithIncident(LiveState live, string incidentId, DateTimeOffset now) =>
        live with { Revision = live.Revision + 1, IncidentId = incidentId, Transitions = Remember(live.Transitions, now) };

    /// <summary>Without its incident, which is over. What trouble is left is another episode.</summary>
    public static LiveState WithoutIncident(LiveState live, DateTimeOffset now)
    {
        var calm = live with { Revision = live.Revision + 1, IncidentId = null, EpisodeSince = null, Transitions = Remember(live.Transitions, now) };
        return IsTroubled(calm) ? Begin(calm) : calm;
    }

    /// <summary>In an episode of its own: for one whose incident is over already.</summary>
    public static LiveState InNextEpisode(LiveState live) => Begin(live with { Revision = live.Revision + 1 });

    /// <summary>
    /// Whether an observation could change what holds, or what is to be done about it. Only then is the log read: a healthy round ends with its own write, and so
    /// does one of an outage that has its incident and lasts. What changes by time alone is the watchdog's.
    /// </summary>
    public static bool MayChange(LiveState? live, string region, Outcome outcome) =>
        live is null || !Agrees(live.Votes.GetValueOrDefault(region), region, outcome) || Wants.Confirmation(live) || (live.IncidentId is not null && live.Verdict != Verdict.Down);

    // A vote that is suspected may turn with the next observation, whatever it says.
    private static bool Agrees(LiveVote? vote, string region, Outcome outcome) => vote is { SuspectSince: null } && (vote.Vote, outcome) switch
    {
        (VoteValue.Up, Outcome.Up) or (VoteValue.Degraded, Outcome.Degraded) or (VoteValue.Down, Outcome.Down) => true,

        // Of a job it says that it has begun.
        (VoteValue.None, Outcome.Inconclusive) => region != HeartbeatTarget.Region,
        _ => false,
    };

    /// <summary>Whether every region says up and nothing is open, so that only a new observation could change that.</summary>
    public static bool IsCalm(LiveState live, Monitor monitor) =>
        live is { EpisodeSince: null, IncidentId: null }
        && (monitor.Enabled
            ? live.Verdict == Verdict.Up && monitor.Regions.Count == live.Votes.Count
              && monitor.Regions.All(region => live.Votes.GetValueOrDefault(region)?.Vote == VoteValue.Up)
            : live.Verdict == Verdict.Paused);

    private static bool IsTroubled(LiveState live) => live.Votes.Values.Any(vote => vote.IsTrouble);

    // An open incident keeps its episode open, whatever the votes say meanwhile.
    private static bool EpisodeFits(LiveState live) => live.EpisodeSince is not null == (IsTroubled(live) || live.IncidentId is not null);

    private static LiveState Begin(LiveState live) => live with
    {
        Episode = live.Episode + 1,
        EpisodeSince = live.Votes.Values.Where(vote => vote.IsTrouble).Select(vote => vote.SuspectSince ?? vote.Since ?? live.Since).DefaultIfEmpty(live.Since).Min(),
    };

    private static IReadOnlyList<DateTimeOffset> Remember(IReadOnlyList<DateTimeOffset> before, DateTimeOffset now) => [.. before.TakeLast(MaxTransitions - 1), now];

    private static bool SameVotes(LiveState before, Judgement judgement) =>
        before.Votes.Count == judgement.Votes.Count
        && judgement.Votes.All(vote => before.Votes.TryGetValue(vote.Key, out var held)
            && held.Vote == vote.Value.Value && held.SuspectSince == vote.Value.SuspectSince?.Time);

    /// <summary>A verdict never begins before the one it follows did: what comes late must not turn the order round.</summary>
    private static DateTimeOffset VerdictSince(LiveState? before, Judgement judgement)
    {
        if (before?.Verdict == judgement.Verdict) return before.Since;
        var since = before?.Verdict == Verdict.Down && judgement.Verdict == Verdict.Partial ? OutageEnded(judgement) : judgement.Since.Time;
        return before is null || since > before.Since ? since : before.Since;
    }

    // What is left of an outage is as old as the outage; that it is no outage any more began with the last region that recovered.
    private static DateTimeOffset OutageEnded(Judgement judgement) =>
        judgement.Votes.Values.Where(vote => vote.Value is VoteValue.Up or VoteValue.Degraded).Max(vote => vote.Since)?.Time ?? judgement.Since.Time;

    private static LiveVote VoteAfter(LiveVote? before, Vote vote) =>
        before is not null && before.Vote == vote.Value
            ? before with { SuspectSince = vote.SuspectSince?.Time }
            : new LiveVote(vote.Value, vote.Since?.Time, vote.Evidence, vote.SuspectSince?.Time);
}
