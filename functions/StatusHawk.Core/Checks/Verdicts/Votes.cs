namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>A region's vote: what its newest observations say.</summary>
public static class Votes
{
    /// <summary>
    /// Replays one region's observations, oldest first. A run of failures turns the vote when it is long enough, both in number and in time; a run of
    /// successes turns it back when it has lasted for enough slots. What falls short of either leaves the vote as it was. Inconclusive observations say
    /// nothing, and an old newest one says nothing any more.
    /// </summary>
    /// <param name="newestFirst">One region's observations of one monitor.</param>
    /// <param name="confirmAfter">Failures in a row that count, 1 to 10.</param>
    /// <param name="options">How long failures must last, and for how many slots a recovery.</param>
    /// <param name="freshFrom">The slot from which on an observation is fresh.</param>
    public static Vote Of(IEnumerable<VotedResult> newestFirst, int confirmAfter, VerdictOptions options, Slot freshFrom)
    {
        VotedResult[] oldestFirst = [.. newestFirst.Where(seen => seen.Result.Outcome != Outcome.Inconclusive).Reverse()];
        if (oldestFirst.Length == 0 || oldestFirst[^1].Slot < freshFrom) return Vote.None;

        var replay = new Replay(confirmAfter, options);
        foreach (var seen in oldestFirst) replay.Take(seen);
        return replay.Vote;
    }

    private sealed class Replay(int confirmAfter, VerdictOptions options)
    {
        private Run _up;
        private Run _failed;
        private Run _down;
        private Vote _vote = Vote.None;

        public Vote Vote => _vote with { SuspectSince = SuspectSince };

        /// <summary>Failures that are enough in number and not yet in time; a vote that is down cannot be suspected of it.</summary>
        private Slot? SuspectSince =>
            _vote.Value == VoteValue.Down ? null
            : _down.Count >= confirmAfter ? _down.First
            : _failed.Count >= confirmAfter && _vote.Value != VoteValue.Degraded ? _failed.First
            : null;

        public void Take(VotedResult seen)
        {
            if (seen.Result.Outcome == Outcome.Up) Succeeded(seen.Slot);
            else Failed(seen);
        }

        private void Succeeded(Slot slot)
        {
            (_failed, _down) = (default, default);
            _up = _up.With(slot, slot != _up.Last);
            if (_vote.Value == VoteValue.None || (_vote.Value != VoteValue.Up && _up.Count >= options.RecoverAfter))
                _vote = new Vote(VoteValue.Up, _up.First);
        }

        private void Failed(VotedResult seen)
        {
            _up = default;
            _failed = _failed.With(seen.Slot);
            _down = seen.Result.Outcome == Outcome.Down ? _down.With(seen.Slot) : default;
            if (Counts(_down) || (_vote.Value == VoteValue.Down && _down.Count > 0))
                _vote = new Vote(VoteValue.Down, _vote.Value == VoteValue.Down ? _vote.Since : _down.First, seen.Result.Evidence);
            else if (Counts(_failed))
                _vote = new Vote(VoteValue.Degraded, _failed.First, seen.Result.Evidence);
        }

        private bool Counts(Run run) => run.Count >= confirmAfter && run.Last.Time - run.First.Time >= options.ConfirmFor;
    }

    /// <summary>Observations in a row that say the same.</summary>
    private readonly record struct Run(int Count, Slot First, Slot Last)
    {
        public Run With(Slot slot, bool counts = true) => Count == 0 ? new(1, slot, slot) : new(counts ? Count + 1 : Count, First, slot);
    }
}

/// <summary>A result with the slot it belongs to.</summary>
public readonly record struct VotedResult(Slot Slot, CheckResult Result);
