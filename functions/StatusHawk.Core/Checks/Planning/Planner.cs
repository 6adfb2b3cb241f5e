namespace StatusHawk.Core.Checks.Planning;

/// <summary>Which rounds are due: a pure function of the plan, the persisted cursor and the clock.</summary>
public static class Planner
{
    /// <summary>How far ahead of now rounds are sent, and how long a pause is caught up in full.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromSeconds(60);

    /// <summary>How far planning is behind what it should be ahead; never less than nothing.</summary>
    public static TimeSpan Lag(Slot planned, DateTimeOffset now) => now + Horizon > planned.Time ? now + Horizon - planned.Time : TimeSpan.Zero;

    /// <summary>
    /// Plans every slot after the cursor up to now + <see cref="Horizon"/>. After a gap longer than the horizon, or with a cursor that a clock set wrong
    /// left in the far future, each shard's newest slot runs, unless it was planned before the gap, and the missed ones stay unknown.
    /// </summary>
    public static Tick Plan(IEnumerable<PlannedShard> shards, Slot? cursor, DateTimeOffset now)
    {
        var to = Slot.Of(now) + Horizon;
        var gap = cursor is null || Slot.Of(now) > cursor.Value + Horizon || cursor.Value > to + Horizon;
        if (!gap && cursor!.Value >= to) return new Tick([], cursor.Value, Gap: false);

        // What a cursor of the past has passed was sent, however long ago; a cursor that is ahead of all that could be planned says nothing.
        var planned = cursor is { } at && at <= to ? at : (Slot?)null;
        var rounds = shards.SelectMany(shard => Rounds(shard, gap ? Later(NewestAtOrBefore(shard, Slot.Of(now)) - TimeSpan.FromSeconds(1), planned) : cursor!.Value, to));
        return new Tick([.. rounds], to, gap);
    }

    /// <summary>The rounds of one shard at every slot after <paramref name="from"/> up to and including <paramref name="to"/>.</summary>
    public static IEnumerable<RoundRequest> Rounds(PlannedShard shard, Slot from, Slot to)
    {
        for (var slot = NextAfter(shard, from); slot <= to; slot += TimeSpan.FromSeconds(shard.IntervalSeconds))
        {
            foreach (var region in shard.Regions)
            {
                for (var part = 0; part < shard.Parts.Count; part++)
                {
                    yield return new RoundRequest
                    {
                        Shard = shard.Id,
                        WorkspaceId = shard.WorkspaceId,
                        Slot = slot,
                        Region = region,
                        Part = part,
                        NotAfter = slot + TimeSpan.FromSeconds(shard.IntervalSeconds),
                        Checks = shard.Parts[part],
                    };
                }
            }
        }
    }

    private static Slot Later(Slot slot, Slot? other) => other is { } that && that > slot ? that : slot;

    private static Slot NewestAtOrBefore(PlannedShard shard, Slot slot) =>
        NextAfter(shard, slot) - TimeSpan.FromSeconds(shard.IntervalSeconds);

    private static Slot NextAfter(PlannedShard shard, Slot slot)
    {
        var sincePhase = slot.EpochSeconds - shard.PhaseSeconds;
        var n = Math.DivRem(sincePhase, shard.IntervalSeconds, out var remainder);
        if (remainder < 0) n--;
        return new Slot(shard.PhaseSeconds + ((n + 1) * shard.IntervalSeconds));
    }
}
