using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Tests.Checks.Planning;

internal enum Happening
{
    /// <summary>The scheduler dies when it has sent that many per cent, before the cursor moved.</summary>
    Crash,

    /// <summary>A second one, whose clock is ahead by so many seconds, reads the same cursor. An even number: it moves the cursor first.</summary>
    TwoAtOnce,

    /// <summary>Nobody plans for that many ticks.</summary>
    Pause,

    /// <summary>The clock is set by so many seconds.</summary>
    ClockStep,

    /// <summary>A monitor moves to another shard.</summary>
    Change,
}

internal sealed record Disturbance(int Tick, Happening What, int Amount);

/// <summary>
/// The pure planner under the scheduler's rules for the cursor, and beside it, kept from clock and cursor alone, what it ought to have done.
/// </summary>
internal sealed class SimulatedDay
{
    public const int Ticks = 86_400 / SecondsBetweenTicks;
    private const int SecondsBetweenTicks = 10;
    private const int Monitors = 6;

    // All slots lie on it, since intervals and phases do.
    private const int Grid = 5;
    private static readonly DateTimeOffset Midnight = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly int[] Intervals = [10, 30, 60, 300];

    // The shard of each monitor, by version of the plan.
    private readonly List<int[]> _homes = [[0, 0, 1, 2, 2, 3]];
    private readonly List<PlannedShard[]> _plans = [];
    private readonly Dictionary<RoundKey, IReadOnlyList<string>> _stored = [];
    private readonly Dictionary<RoundKey, int> _sends = [];
    private readonly Dictionary<long, Reach> _reached = [];
    private Slot? _cursor;

    public SimulatedDay() => _plans.Add(PlanOf(_homes[0]));

    /// <summary>Checks that had to be made and were.</summary>
    public int Expected { get; private set; }

    public int MostSendsOfOneRound => _sends.Values.Max();

    public void Run(IReadOnlyList<Disturbance> disturbances)
    {
        var byTick = disturbances.ToLookup(disturbance => disturbance.Tick);
        var (offset, awakeFrom) = (0, 0);
        for (var tick = 0; tick < Ticks; tick++)
        {
            int? sentPercent = null, ahead = null;
            foreach (var (_, what, amount) in byTick[tick])
            {
                if (what == Happening.Change) Change(amount);
                else if (what == Happening.ClockStep) offset += amount / Grid * Grid;
                else if (what == Happening.Pause) awakeFrom = Math.Max(awakeFrom, tick + amount);
                else if (what == Happening.Crash) sentPercent = amount;
                else ahead = amount;
            }

            if (tick < awakeFrom) continue;
            var now = Midnight.AddSeconds((tick * SecondsBetweenTicks) + offset);
            var (cursor, first) = (_cursor, Send(now, _cursor, sentPercent));
            var second = ahead is { } seconds ? Send(now.AddSeconds(seconds / Grid * Grid), cursor, null) : null;

            // Of two who read the same cursor one moves it.
            _cursor = (ahead % 2 == 0 ? second ?? first : first ?? second) ?? _cursor;
        }
    }

    public void Verify()
    {
        foreach (var (key, sends) in _sends)
        {
            if (!IsSlot(key.Slot.EpochSeconds, key.Shard)) Assert.Fail($"{key} is no slot.");
            if (!_reached.TryGetValue(key.Slot.EpochSeconds, out var reach)) Assert.Fail($"{key} was sent though nobody had reason to plan it.");
            if (sends > reach.Runs) Assert.Fail($"{key} was sent {sends} times, with reason {reach.Runs} times.");
        }

        var checks = _stored
            .SelectMany(round => round.Value, (round, monitor) => (Monitor: monitor, round.Key.Region, round.Key.Slot))
            .GroupBy(check => check).ToDictionary(same => same.Key, same => same.Count());
        foreach (var (check, times) in checks)
            if (times > 1 && _reached[check.Slot.EpochSeconds].Versions.Count == 1) Assert.Fail($"{check} was made {times} times though no monitor had moved.");

        foreach (var (second, reach) in _reached)
        {
            if (!reach.Whole) continue;

            // What moved between a send and its repetition may be missed once or be there twice; all else is there.
            var due = reach.Versions.Select(version => DueAt(second, version)).Aggregate((a, b) => a.Intersect(b));
            foreach (var (monitor, region, _) in due)
            {
                if (!checks.ContainsKey((monitor, region, new Slot(second)))) Assert.Fail($"{monitor} was not checked from {region} at {new Slot(second)}.");
                Expected++;
            }
        }
    }

    /// <summary>What a run of the scheduler does until it moves the cursor; returns where to, null when it died before.</summary>
    private Slot? Send(DateTimeOffset now, Slot? cursor, int? sentPercent)
    {
        var tick = Planner.Plan(_plans[^1], cursor, now);
        foreach (var round in tick.Rounds.Take(sentPercent is { } percent ? tick.Rounds.Count * percent / 100 : int.MaxValue))
        {
            var key = new RoundKey(round.Shard, round.Slot, round.Region, round.Part);
            _stored.TryAdd(key, [.. round.Checks.Select(check => check.MonitorId)]);
            _sends[key] = _sends.GetValueOrDefault(key) + 1;
        }

        Note(Slot.Of(now).EpochSeconds, cursor?.EpochSeconds, whole: sentPercent is null);
        return sentPercent is null ? tick.Cursor : null;
    }

    /// <summary>What the run had reason to plan: all from the cursor on, or after a gap all from now on and one slot of each shard before it.</summary>
    private void Note(long now, long? cursor, bool whole)
    {
        const int Horizon = 60;
        var isGap = cursor is null || now > cursor + Horizon || cursor > now + (2 * Horizon);
        if (isGap)
        {
            var passed = cursor <= now ? cursor.Value : long.MinValue;
            for (var second = Math.Max(passed + Grid, now - Intervals.Max()); second <= now; second += Grid) Reached(second, whole: false);
        }

        for (var second = (isGap ? now : cursor!.Value) + Grid; second <= now + Horizon; second += Grid) Reached(second, whole);
    }

    private void Reached(long second, bool whole)
    {
        if (!_reached.TryGetValue(second, out var reach)) _reached[second] = reach = new Reach();
        reach.Runs++;
        reach.Whole |= whole;
        reach.Versions.Add(_plans.Count - 1);
    }

    private void Change(int amount)
    {
        int[] homes = [.. _homes[^1]];
        homes[amount % Monitors] = amount / Monitors % Intervals.Length;
        _homes.Add(homes);
        _plans.Add(PlanOf(homes));
    }

    private IEnumerable<(string Monitor, string Region, RoundKey Round)> DueAt(long second, int version) =>
        from shard in _plans[version]
        where IsSlot(second, shard.Id)
        from region in shard.Regions
        from part in shard.Parts.Index()
        from check in part.Item
        select (check.MonitorId, region, new RoundKey(shard.Id, new Slot(second), region, part.Index));

    private static PlannedShard[] PlanOf(int[] homes) =>
    [
        .. from shard in Enumerable.Range(0, Intervals.Length)
           let members = Enumerable.Range(0, Monitors).Where(monitor => homes[monitor] == shard).Select(Check).ToArray()
           where members.Length > 0
           select new PlannedShard
           {
               Id = $"shd_{shard}",
               WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
               IntervalSeconds = Intervals[shard],
               Regions = ["eu", "us"],
               Parts = [.. members.Chunk(2).Select(part => CheckList.Of(part))],
           },
    ];

    private static CheckSpec Check(int monitor) =>
        new() { MonitorId = $"mon_{monitor}", Kind = MonitorKind.Http, TimeoutSeconds = 10, Http = new HttpTarget { Url = "https://example.com/" } };

    private static bool IsSlot(long second, string shard)
    {
        var interval = Intervals[shard[^1] - '0'];
        return (second - Phase.Of(shard, interval)) % interval == 0;
    }

    private sealed record RoundKey(string Shard, Slot Slot, string Region, int Part);

    /// <summary>Who planned a second.</summary>
    private sealed class Reach
    {
        public int Runs { get; set; }

        /// <summary>Whether one of them sent all that was due.</summary>
        public bool Whole { get; set; }
        public HashSet<int> Versions { get; } = [];
    }
}
