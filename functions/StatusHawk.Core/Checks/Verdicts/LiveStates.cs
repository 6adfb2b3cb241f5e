namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>How what holds now follows from what held before and a new judgement.</summary>
public static class LiveStates
{
    /// <summary>The state after a judgement; <paramref name="before"/> itself when nothing that it says has changed, so that nothing is written.</summary>
    public static LiveState After(LiveState? before, Monitor monitor, Judgement judgement)
    {
        if (before is not null && before.Verdict == judgement.Verdict && SameVotes(before, judgement)) return before;

        return new LiveState
        {
            Revision = (before?.Revision ?? 0) + 1,
            MonitorId = monitor.Id,
            WorkspaceId = monitor.WorkspaceId,
            Verdict = judgement.Verdict,
            Since = VerdictSince(before, judgement),
            Votes = new SortedDictionary<string, LiveVote>(
                judgement.Votes.ToDictionary(vote => vote.Key, vote => VoteAfter(before?.Votes.GetValueOrDefault(vote.Key), vote.Value)), StringComparer.Ordinal),
        };
    }

    /// <summary>Whether an observation could change what holds. Only then is the log read: a healthy round ends with its own write.</summary>
    public static bool MayChange(LiveState? live, string region, Outcome outcome) =>
        outcome != Outcome.Up || live is null || live.Verdict != Verdict.Up || live.Votes.GetValueOrDefault(region)?.Vote != VoteValue.Up;

    /// <summary>Whether every region says up, so that only a new observation could change that.</summary>
    public static bool IsCalm(LiveState live, Monitor monitor) =>
        monitor.Enabled
            ? live.Verdict == Verdict.Up && monitor.Regions.Count == live.Votes.Count
              && monitor.Regions.All(region => live.Votes.GetValueOrDefault(region)?.Vote == VoteValue.Up)
            : live.Verdict == Verdict.Paused;

    private static bool SameVotes(LiveState before, Judgement judgement) =>
        before.Votes.Count == judgement.Votes.Count
        && judgement.Votes.All(vote => before.Votes.TryGetValue(vote.Key, out var held) && held.Vote == vote.Value.Value);

    /// <summary>A verdict never begins before the one it follows did: what comes late must not turn the order round.</summary>
    private static DateTimeOffset VerdictSince(LiveState? before, Judgement judgement)
    {
        var since = judgement.Since.Time;
        if (before is null) return since;
        if (before.Verdict == judgement.Verdict) return before.Since;
        return since > before.Since ? since : before.Since;
    }

    private static LiveVote VoteAfter(LiveVote? before, Vote vote) =>
        before is not null && before.Vote == vote.Value ? before : new LiveVote(vote.Value, vote.Since?.Time, vote.Evidence);
}
