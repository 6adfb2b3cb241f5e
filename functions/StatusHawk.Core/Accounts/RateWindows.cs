using System.Collections.Concurrent;

namespace StatusHawk.Core.Accounts;

/// <summary>
/// The windows of all callers of this process, in memory and at most so many. When there are too many, those that are over go, then those in which least has passed:
/// nobody gets out of a full window by making others.
/// </summary>
/// <param name="clock">Its elapsed time counts, not its time of day.</param>
/// <param name="most">How many windows are held, about.</param>
public sealed class RateWindows(TimeProvider clock, int most = RateWindows.Most)
{
    public const int Most = 50_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _trimming = new();
    private int _count;

    /// <summary>How many windows are held.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts a request.</summary>
    public RateAnswer Take(string caller, int quota)
    {
        while (true)
        {
            var entry = _entries.GetOrAdd(caller, Add);
            lock (entry)
            {
                // Somebody threw it away meanwhile: what is counted in it counts nowhere.
                if (entry.Removed) continue;
                (entry.Window, var answer) = entry.Window.Take(quota, Now);
                return answer;
            }
        }
    }

    /// <summary>What a request would be answered if none passes any more; null: one does.</summary>
    public RateAnswer? Full(string caller, int quota)
    {
        if (!_entries.TryGetValue(caller, out var entry)) return null;
        lock (entry)
        {
            var now = Now;
            return entry.Window.IsOver(now) || entry.Window.Passed < quota ? null : new(false, quota, 0, entry.Window.EndsAt - now);
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(0);

    private Entry Add(string caller)
    {
        if (Count >= most && _trimming.TryEnter())
        {
            try
            {
                Trim();
            }
            finally
            {
                _trimming.Exit();
            }
        }

        Interlocked.Increment(ref _count);
        return new Entry();
    }

    private void Trim()
    {
        var now = Now;
        var held = _entries.ToArray();
        var over = held.Where(entry => entry.Value.Window.IsOver(now)).ToArray();
        foreach (var entry in over) Remove(entry);
        var left = held.Length - over.Length;
        var enough = most * 3 / 4;
        if (left > enough) foreach (var entry in held.Except(over).OrderBy(entry => entry.Value.Window.Passed).Take(left - enough)) Remove(entry);
        Volatile.Write(ref _count, _entries.Count);
    }

    private void Remove(KeyValuePair<string, Entry> entry)
    {
        lock (entry.Value)
        {
            entry.Value.Removed = true;
            _entries.TryRemove(entry);
        }
    }

    private sealed class Entry
    {
        public RateWindow Window;
        public bool Removed;
    }
}
