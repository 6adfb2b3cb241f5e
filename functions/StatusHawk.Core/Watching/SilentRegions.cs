using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Core.Watching;

/// <summary>Which regions have been silent for longer than their monitors allow.</summary>
public static class SilentRegions
{
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromMinutes(3);

    /// <summary>How long a region may say nothing whose shortest interval is this.</summary>
    public static TimeSpan Patience(int intervalSeconds) => TimeSpan.FromSeconds(Math.Max(3L * intervalSeconds, (long)ShortestPatience.TotalSeconds));

    /// <summary>Regions with something to check, of which no round was seen for three of their shortest intervals, three minutes at least; in order.</summary>
    /// <param name="shards">What there is to check.</param>
    /// <param name="newest">The newest slot seen of each region.</param>
    /// <param name="watchedSince">Since when anything could have been seen: before that, silence says nothing.</param>
    public static IReadOnlyList<string> Of(IEnumerable<PlannedShard> shards, IReadOnlyDictionary<string, Slot> newest, DateTimeOffset watchedSince, DateTimeOffset now) =>
    [
        .. from shard in shards
           from region in shard.Regions
           group shard.IntervalSeconds by region into wanted
           let patience = Patience(wanted.Min())
           let heard = newest.TryGetValue(wanted.Key, out var slot) && slot.Time > watchedSince ? slot.Time : watchedSince
           where now - heard > patience
           orderby wanted.Key
           select wanted.Key,
    ];
}
