namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>A region's vote: what its newest observations say.</summary>
public static class Votes
{
    /// <summary>
    /// The newest <paramref name="confirmAfter"/> observations all down: down; all not up: degraded; fewer failures than that: what held before them.
    /// Inconclusive observations say nothing, and an old newest one says nothing any more.
    /// </summary>
    /// <param name="newestFirst">One region's observations of one monitor.</param>
    /// <param name="confirmAfter">Failures in a row that count, 1 to 10.</param>
    /// <param name="freshFrom">The slot from which on an observation is fresh.</param>
    public static Vote Of(IEnumerable<VotedResult> newestFirst, int confirmAfter, Slot freshFrom)
    {
        VotedResult[] conclusive = [.. newestFirst.Where(seen => seen.Result.Outcome != Outcome.Inconclusive)];
        if (conclusive.Length == 0 || conclusive[0].Slot < freshFrom) return Vote.None;

        var failures = conclusive.TakeWhile(seen => seen.Result.Outcome != Outcome.Up).ToArray();
        if (failures.Length < confirmAfter)
        {
            var before = conclusive.Skip(failures.Length).TakeWhile(seen => seen.Result.Outcome == Outcome.Up).ToArray();
            return before.Length == 0 ? Vote.None : new Vote(VoteValue.Up, before[^1].Slot);
        }

        var down = failures.Take(confirmAfter).All(seen => seen.Result.Outcome == Outcome.Down);
        var run = down ? failures.TakeWhile(seen => seen.Result.Outcome == Outcome.Down).ToArray() : failures;
        return new Vote(down ? VoteValue.Down : VoteValue.Degraded, run[^1].Slot, run[0].Result.Evidence);
    }
}

/// <summary>A result with the slot it belongs to.</summary>
public readonly record struct VotedResult(Slot Slot, CheckResult Result);
