using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Watching;

/// <summary>
/// Which regions are silent, whichever process records their rounds: where functions run on instances of their own, the one that asks may have recorded none. What this
/// process has heard only saves looking; before a region is called silent, some of its shards' logs are read.
/// </summary>
public sealed class RegionSilence(MonitorDirectory monitors, RegionFreshness freshness, ICheckLog log, TimeProvider clock)
{
    /// <summary>Of each region. One that is heard of shows in the first; more only matter to shards that have just been made.</summary>
    private const int ShardsReadAtMost = 3;

    private readonly DateTimeOffset _since = clock.GetUtcNow();

    /// <summary>In order. A region whose logs cannot be read is not called silent: that stores are away is said elsewhere.</summary>
    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellationToken)
    {
        var unread = new List<string>();
        foreach (var region in Unheard())
        {
            try
            {
                await ReadAsync(region, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                unread.Add(region);
            }
        }

        return [.. Unheard().Except(unread)];
    }

    private async Task ReadAsync(string region, CancellationToken cancellationToken)
    {
        foreach (var shard in monitors.Shards().Where(shard => shard.Regions.Contains(region)).OrderBy(shard => shard.IntervalSeconds).Take(ShardsReadAtMost))
        {
            var entries = await log.ReadAsync(shard.Id, Slot.Of(clock.GetUtcNow() - SilentRegions.Patience(shard.IntervalSeconds)), cancellationToken);
            foreach (var entry in entries) freshness.Note(entry);
            if (entries.Any(entry => entry.Kind == EntryKind.Round && entry.Region == region)) return;
        }
    }

    private IReadOnlyList<string> Unheard() => SilentRegions.Of(monitors.Shards(), freshness.NewestRounds, _since, clock.GetUtcNow());
}
