namespace StatusHawk.Core.Checks;

/// <summary>
/// What this process has judged already: each monitor's and region's newest observation that was worth a look. The same again, as the round of its herald or in a
/// message that came twice, tells nothing new. Only a memory: whoever has none looks again, which does no harm.
/// </summary>
public sealed class JudgedObservations
{
    private const int Crowded = 20_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<Key, Seen> _newest = [];

    /// <summary>Once it is judged, and what that wants is done.</summary>
    public void Note(LogEntry entry, CheckResult result)
    {
        lock (_gate)
        {
            if (_newest.Count >= Crowded) DropBefore(entry.Slot - KeptFor);
            _newest[KeyOf(entry, result)] = new(entry.Slot, result.Outcome);
        }
    }

    public bool Has(LogEntry entry, CheckResult result)
    {
        lock (_gate) return _newest.TryGetValue(KeyOf(entry, result), out var seen) && seen == new Seen(entry.Slot, result.Outcome);
    }

    private void DropBefore(Slot slot)
    {
        foreach (var (key, seen) in _newest)
        {
            if (seen.Slot < slot) _newest.Remove(key);
        }
    }

    // A herald and its round are one observation; an opinion is one of its own.
    private static Key KeyOf(LogEntry entry, CheckResult result) => new(result.MonitorId, entry.Region, entry.Kind == EntryKind.Opinion);

    private readonly record struct Key(string MonitorId, string Region, bool IsOpinion);

    private readonly record struct Seen(Slot Slot, Outcome Outcome);
}
