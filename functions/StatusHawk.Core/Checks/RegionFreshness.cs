using System.Collections.Concurrent;

namespace StatusHawk.Core.Checks;

/// <summary>The newest round of each monitor and region that this process has seen. Only a hint: before anything is called unknown, the log is read.</summary>
public sealed class RegionFreshness
{
    private readonly ConcurrentDictionary<(string MonitorId, string Region), Slot> _newest = new();

    private readonly ConcurrentDictionary<string, Slot> _newestRounds = new(StringComparer.Ordinal);

    /// <summary>The newest round of each region that this process has seen.</summary>
    public IReadOnlyDictionary<string, Slot> NewestRounds => _newestRounds;

    public void Note(LogEntry entry)
    {
        if (entry.Kind == EntryKind.Round) _newestRounds.AddOrUpdate(entry.Region, static (_, slot) => slot, static (_, known, slot) => slot > known ? slot : known, entry.Slot);
        if (entry.Kind is not (EntryKind.Round or EntryKind.Ping)) return;
        foreach (var result in entry.Results)
        {
            // A job that runs is not done: until it says so it is worth a look.
            if (entry.Kind == EntryKind.Ping && result.Outcome == Outcome.Inconclusive) _newest.TryRemove((result.MonitorId, entry.Region), out _);
            else Note(result, entry);
        }
    }

    private void Note(CheckResult result, LogEntry entry) =>
        _newest.AddOrUpdate((result.MonitorId, entry.Region), static (_, slot) => slot, static (_, known, slot) => slot > known ? slot : known, entry.Slot);

    public bool HasSince(string monitorId, string region, Slot slot) => _newest.TryGetValue((monitorId, region), out var newest) && newest >= slot;

    /// <summary>Forgets monitors and regions that are no more.</summary>
    public void DropBefore(Slot slot)
    {
        foreach (var (key, newest) in _newest)
        {
            if (newest < slot) _newest.TryRemove(KeyValuePair.Create(key, newest));
        }

        foreach (var region in _newestRounds)
        {
            if (region.Value < slot) _newestRounds.TryRemove(region);
        }
    }
}
