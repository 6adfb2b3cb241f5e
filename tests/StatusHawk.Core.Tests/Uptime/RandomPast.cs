using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Tests.Uptime;

/// <summary>
/// A monitor with a past and all that was logged in it, from a seed: regions that flap, fail, slow down, abstain, fall silent and start late; heralds with their
/// rounds and without; opinions; now and then a change of place, with other regions and another interval.
/// </summary>
internal sealed class RandomPast
{
    private const string Moods = "uuuudgi-";
    private static readonly string[] AllRegions = ["asia", "eu", "us", "za"];
    private static readonly int[] Intervals = [10, 15, 30, 60, 90, 300, 600, 3_600];
    private static readonly string[] Quorums = ["any", "majority", "all", "1%", "50%", "67%", "100%"];

    private readonly Random _random;
    private readonly Slot _begin;
    private readonly Slot _end;

    /// <param name="seed">Which past.</param>
    /// <param name="length">From which interval follows how long the stretch is.</param>
    /// <param name="healthy">Nothing happens but that an answer may be missing.</param>
    public RandomPast(int seed, Func<int, TimeSpan> length, bool healthy = false)
    {
        _random = new Random(seed);
        Options = _random.Next(3) == 0 ? new VerdictOptions { ConfirmFor = TimeSpan.FromSeconds(_random.Next(0, 61)), RecoverAfter = _random.Next(1, 4) } : new VerdictOptions();
        var interval = Pick(Intervals);
        Quorum.TryParse(Pick(Quorums), out var quorum);
        From = new Slot(1_772_366_400 + (3_600 * _random.Next(100)));
        To = From + length(interval);
        var monitor = new Monitor
        {
            Id = "mon_aaaaaaaaaaaaaaaa",
            WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
            Name = "Shop",
            Kind = MonitorKind.Http,
            IntervalSeconds = interval,
            ConfirmAfter = _random.Next(3) == 0 ? _random.Next(1, 11) : 1,
            Quorum = quorum,
            Regions = Regions(),
            Shard = "shd_0",
            CreatedAt = From.Time.AddDays(-3),
            UpdatedAt = From.Time.AddDays(-3),
        };
        for (var moves = healthy ? 0 : Math.Max(0, _random.Next(4) - 1); moves > 0; moves--)
        {
            var until = (monitor.FormerPlaces is [.., var last] ? last.Until : From.Time).AddMilliseconds(_random.Next(-100, (int)(To.Time - From.Time).TotalMilliseconds));
            if (monitor.FormerPlaces is [.., var before] && until < before.Until) break;
            var next = monitor with { IntervalSeconds = _random.Next(2) == 0 ? monitor.IntervalSeconds : Pick(Intervals[..Math.Max(1, Array.IndexOf(Intervals, interval) + 1)]), Regions = Regions() };
            monitor = next.Moved(monitor, $"shd_{moves}", until);
        }

        Monitor = monitor;
        var reach = Options.LookBack(Math.Max(monitor.LongestIntervalSince(new Slot(0)), 60), monitor.ConfirmAfter) * 2;
        (_begin, _end) = (From - reach, To + reach);
        Log = [.. Entries(healthy).DistinctBy(entry => (entry.Shard, entry.Id)).OrderBy(entry => entry.Slot)];
    }

    public Monitor Monitor { get; }
    public VerdictOptions Options { get; }
    public Slot From { get; }
    public Slot To { get; }

    /// <summary>Everything from long before the stretch to long after it.</summary>
    public IReadOnlyList<LogEntry> Log { get; }

    public override string ToString() =>
        $"{Monitor.IntervalSeconds} s in {string.Join(',', Monitor.Regions)}, {Monitor.Quorum}, {Monitor.ConfirmAfter} in a row, " +
        $"places {string.Join("; ", (Monitor.FormerPlaces ?? []).Select(place => $"{place.IntervalSeconds} s {string.Join(',', place.Regions)} until {place.Until:HH:mm:ss.fff}"))}, " +
        $"{From}-{To}, {Options.ConfirmFor.TotalSeconds} s, {Options.RecoverAfter}: " +
        string.Join(' ', Log.Select(entry => $"{entry.Slot.EpochSeconds - From.EpochSeconds}{entry.Region[0]}{entry.Kind.ToString()[0]}{entry.Results[0].Outcome.ToString()[..2]}"));

    /// <summary>What a reader of these slots is given.</summary>
    public IReadOnlyList<LogEntry> Read(Slot from, Slot to) => [.. Log.Where(entry => entry.Slot >= from && entry.Slot <= to)];

    private IEnumerable<LogEntry> Entries(bool healthy)
    {
        var from = _begin.Time;
        foreach (var place in (Monitor.FormerPlaces ?? []).Append(new FormerPlace(Monitor.Shard, Monitor.IntervalSeconds, Monitor.Regions, _end.Time)))
        {
            // What was planned when it moved runs nevertheless.
            var until = place.Until.AddSeconds(_random.Next(60));
            var phase = _random.Next(place.IntervalSeconds) / 5 * 5;
            foreach (var region in place.Regions)
            {
                var mood = 'u';
                var start = _random.Next(4) == 0 ? from.AddSeconds(_random.Next(3_600)) : from;
                var restless = _random.Next(2, 40);
                for (var slot = new Slot(((Slot.Of(start).EpochSeconds / place.IntervalSeconds) * place.IntervalSeconds) + phase); slot.Time < until; slot += TimeSpan.FromSeconds(place.IntervalSeconds))
                {
                    if (_random.Next(restless) == 0) mood = healthy ? Pick("uuuuuuuuu-") : Pick(Moods);
                    foreach (var entry in At(place.Shard, region, slot, mood, place.IntervalSeconds, healthy)) yield return entry;
                }
            }

            from = place.Until;
        }
    }

    private IEnumerable<LogEntry> At(string shard, string region, Slot slot, char mood, int interval, bool healthy)
    {
        if (mood == '-') yield break;
        var round = Entry(EntryKind.Round, shard, region, slot, mood);
        var how = healthy ? 0 : _random.Next(12);
        if (mood is 'd' or 'g' && how < 8) yield return round with { Kind = EntryKind.Urgent };
        if (how != 7) yield return how == 6 ? Entry(EntryKind.Round, shard, region, slot, Pick("udg")) : round;
        if (how is 8 or 9) yield return Entry(EntryKind.Opinion, shard, region, slot + TimeSpan.FromSeconds(_random.Next(0, Math.Min(interval, 9))), how == 8 ? mood : Pick("udgi"));
    }

    private LogEntry Entry(EntryKind kind, string shard, string region, Slot slot, char word) => new()
    {
        Kind = kind,
        Shard = shard,
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        Slot = slot,
        Region = region,
        Results =
        [
            new CheckResult
            {
                MonitorId = "mon_aaaaaaaaaaaaaaaa",
                Outcome = word switch { 'u' => Outcome.Up, 'g' => Outcome.Degraded, 'd' => Outcome.Down, _ => Outcome.Inconclusive },
                Timings = new Timings(1, 2, 3, _random.Next(5_000), 0),
            },
        ],
    };

    private string[] Regions() => [.. AllRegions.OrderBy(_ => _random.Next()).Take(_random.Next(1, 5)).Order(StringComparer.Ordinal)];

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private char Pick(string from) => from[_random.Next(from.Length)];
}
