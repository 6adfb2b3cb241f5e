using System.Text.Json;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Uptime;

public sealed class CompactionTests
{
    private const string Other = "shd_bbbbbbbbbbbbbbbb";
    private static readonly Slot Noon = Slot.Of(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task Doing_an_hour_again_writes_the_same_bytes_or_nothing()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 70, minute => minute is > 20 and < 30 ? 'd' : 'u');
        await SumUpAsync(Noon, at: 70);
        var before = State();

        await SumUpAsync(Noon, at: 70);
        await SumUpAsync(Noon, at: 75);

        State().ShouldBe(before);
        var hour = (await HourAsync(monitor, Noon)).ShouldNotBeNull();
        hour.Regions.Keys.ShouldBe(["asia", "eu", "us"]);
        hour.Regions.Values.ShouldAllBe(counts => counts.Up == 51 && counts.Down == 9 && counts.Checks == 60 && counts.Latency!.Count == 51);
        hour.Time.ShouldBe(new VerdictTime { Up = 51 * 60, Down = 9 * 60 });
    }

    [Fact]
    public async Task A_round_that_comes_late_reopens_its_hour_and_its_day_and_corrects_the_ledger()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 60, minute => minute < 30 ? 'u' : '-');
        await SumUpAsync(Noon, at: 70);
        var day = Hours.DayOf(Noon);
        SetClock(60 * 39);
        await RunAsync(RollUpSpan.Day, day);
        var row = _world.Stores.Uptime.All.ShouldHaveSingleItem();
        (row.Number, row.UpSeconds, row.Coverage!.Value < 1).ShouldBe((0, 32 * 60 + 1, true));

        _world.Stores.Queues.Of<RollUpRequest>(Queues.RollUps).ShouldBeEmpty();
        await _world.RecordAsync([.. Enumerable.Range(30, 30).SelectMany(minute => Rounds(monitor, minute, 'u'))]);
        var requests = _world.Stores.Queues.Of<RollUpRequest>(Queues.RollUps).Distinct().ToArray();
        requests.Select(request => request.From).ShouldBe([Noon, Noon + Hours.One], ignoreOrder: true);
        foreach (var request in requests) await _world.Compaction.RunAsync(request, default);

        (await HourAsync(monitor, Noon))!.Time.ShouldBe(new VerdictTime { Up = 3_600 });
        var rows = await _world.Stores.Uptime.ListAsync(monitor.Id, day, day + Hours.Day, default);
        rows.Select(each => each.Number).ShouldBe(Enumerable.Range(0, rows.Count));
        rows[0].ShouldBe(row);
        rows.Count.ShouldBeInRange(2, 3);
        rows[^1].UpSeconds.ShouldBe((await DayAsync(monitor, day))!.Time.Up);
        var said = State();
        foreach (var request in requests) await _world.Compaction.RunAsync(request, default);
        State().ShouldBe(said);
    }

    [Fact]
    public async Task What_a_late_round_says_of_the_next_hour_is_said_there_too()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 180, minute => minute is > 50 and < 63 ? '-' : 'u');
        await SumUpAsync(Noon, at: 70);
        await SumUpAsync(Noon + Hours.One, at: 130);
        (await HourAsync(monitor, Noon + Hours.One))!.Time.Unknown.ShouldBe(180);

        SetClock(150);
        await _world.RecordAsync(Rounds(monitor, 59, 'u'));
        foreach (var request in _world.Stores.Queues.Of<RollUpRequest>(Queues.RollUps)) await _world.Compaction.RunAsync(request, default);

        (await HourAsync(monitor, Noon + Hours.One))!.Time.Unknown.ShouldBe(59);
    }

    [Fact]
    public async Task A_failure_that_a_late_round_makes_believed_is_down_from_where_it_began_in_the_hour_before()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 180, minute => minute switch { < 59 => 'u', 59 => 'd', 60 => '-', _ => 'i' });
        await SumUpAsync(Noon, at: 70);
        (await HourAsync(monitor, Noon))!.Time.Down.ShouldBe(0);

        SetClock(71);
        await _world.RecordAsync(Rounds(monitor, 60, 'd'));
        foreach (var request in _world.Stores.Queues.Of<RollUpRequest>(Queues.RollUps)) await _world.Compaction.RunAsync(request, default);

        (await HourAsync(monitor, Noon))!.Time.Down.ShouldBe(60);
    }

    [Fact]
    public async Task Of_two_at_once_with_different_views_of_the_log_the_newer_stays_everywhere()
    {
        for (var pause = 0; ; pause++)
        {
            var world = new PipelineWorld();
            var monitor = await world.AddMonitorAsync("mon_aaaaaaaaaaaaaaaa");
            await LogAsync(world, monitor, 0, 70, minute => minute < 59 ? 'u' : '-');
            world.Clock.Set(Noon.Time.AddHours(39));
            var hour = new RollUpRequest { Span = RollUpSpan.Hour, WorkspaceId = PipelineWorld.Workspace, Shard = PipelineWorld.Shard, From = Noon };

            // The older stops before its nth call; meanwhile a round comes late and the newer does it all.
            var (calls, overtaken, other) = (0, false, world.Restarted());
            world.Stores.Journal.Before = async _ =>
            {
                if (overtaken || calls++ != pause) return;
                overtaken = true;
                foreach (var round in Rounds(monitor, 59, 'u')) await world.Stores.Log.AppendAsync(round, default);
                await other.Compaction.RunAsync(hour, default);
            };
            await world.Compaction.RunAsync(hour, default);
            if (!overtaken) break;
            world.Stores.Journal.Recover();

            var undisturbed = new PipelineWorld();
            await undisturbed.AddMonitorAsync("mon_aaaaaaaaaaaaaaaa");
            await LogAsync(undisturbed, monitor, 0, 70, minute => minute < 60 ? 'u' : '-');
            undisturbed.Clock.Set(Noon.Time.AddHours(39));
            await undisturbed.Compaction.RunAsync(hour, default);
            Json(world).ShouldBe(Json(undisturbed), $"stopped before call {pause}");
            Newest(world).ShouldBe(Newest(undisturbed), $"stopped before call {pause}");
            pause.ShouldBeLessThan(200);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_dies_at_whichever_write_leaves_what_doing_it_again_makes_whole(bool happened)
    {
        async Task<PipelineWorld> WorldAsync()
        {
            var world = new PipelineWorld();
            foreach (var id in new[] { "mon_aaaaaaaaaaaaaaaa", "mon_bbbbbbbbbbbbbbbb" }) await LogAsync(world, await world.AddMonitorAsync(id), 0, 70, minute => minute % 20 < 15 ? 'u' : 'd');
            world.Clock.Set(Noon.Time.AddHours(39));
            return world;
        }

        var undisturbed = await WorldAsync();
        await undisturbed.Compaction.RunAsync(Request(RollUpSpan.Hour, Noon), default);
        for (var write = 1; ; write++)
        {
            var world = await WorldAsync();
            world.Stores.Journal.DieAt(write, happened);
            var died = await Record.ExceptionAsync(() => world.Compaction.RunAsync(Request(RollUpSpan.Hour, Noon), default));
            world.Stores.Journal.Recover();
            if (died is null)
            {
                write.ShouldBeGreaterThan(6);
                break;
            }

            await world.Restarted().Compaction.RunAsync(Request(RollUpSpan.Hour, Noon), default);
            Json(world).ShouldBe(Json(undisturbed), $"died at write {write}");
            Newest(world).ShouldBe(Newest(undisturbed), $"died at write {write}");
        }
    }

    [Fact]
    public async Task Hours_done_in_any_order_make_the_same_day_and_overviews()
    {
        var random = new Random(5);
        var states = new HashSet<string>();
        for (var order = 0; order < 4; order++)
        {
            var world = new PipelineWorld();
            var monitor = await world.AddMonitorAsync("mon_aaaaaaaaaaaaaaaa");
            await LogAsync(world, monitor, 0, 12 * 60, minute => "uuuuuuudig"[minute * 7 / 23 % 10]);
            world.Clock.Set(Noon.Time.AddHours(39));
            foreach (var hour in Enumerable.Range(0, 12).OrderBy(hour => order == 0 ? hour : random.Next())) await world.Compaction.RunAsync(Request(RollUpSpan.Hour, Noon + TimeSpan.FromHours(hour)), default);
            states.Add(Json(world));
            var day = world.Stores.History.All.Single(rollUp => rollUp.Span == RollUpSpan.Day);
            var hours = world.Stores.History.All.Where(rollUp => rollUp.Span == RollUpSpan.Hour).ToArray();
            hours.Length.ShouldBe(12);
            Json(day).ShouldBe(Json(RollUp.Sum(hours, RollUpSpan.Day, Hours.DayOf(Noon))));
            day.Regions.Values.Sum(counts => counts.Checks).ShouldBe(3 * 12 * 60);
        }

        states.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_moved_twice_within_the_hour_loses_no_observation_whichever_shard_asks()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 20, _ => 'u');
        await MoveAsync(monitor, 20, Other, 3_600);
        await LogAsync(monitor with { Shard = Other }, 20, 40, minute => minute % 5 == 0 ? 'u' : '-');
        await MoveAsync(monitor, 40, PipelineWorld.Shard, 60);
        await LogAsync(monitor, 40, 70, _ => 'u');
        await SumUpAsync(Noon, at: 75);
        var first = State();

        (await HourAsync(monitor, Noon))!.Regions.Values.ShouldAllBe(counts => counts.Up == 20 + 4 + 20);
        await RunAsync(RollUpSpan.Hour, Noon, Other);
        await RunAsync(RollUpSpan.Hour, Noon);
        State().ShouldBe(first);
    }

    [Fact]
    public async Task One_that_moved_away_is_shown_where_it_is_now_with_its_past()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 130, _ => 'u');
        await SumUpAsync(Noon, at: 70);
        await MoveAsync(monitor, 130, Other, 60);
        await LogAsync(monitor with { Shard = Other }, 130, 190, _ => 'u');
        await SumUpAsync(Noon + Hours.One, at: 131);
        await RunAsync(RollUpSpan.Hour, Noon + Hours.One, Other);

        (await OverviewAsync(PipelineWorld.Shard)).Monitors.ShouldBeEmpty();
        var row = (await OverviewAsync(Other)).Monitors[monitor.Id];
        (row.From, row.Cells.Count).ShouldBe((Noon, 2));

        // A late round of its old shard changes what is shown in its new one.
        await _world.Stores.Log.AppendAsync(Rounds(monitor, 5, 'u')[0] with { Slot = At(5) + TimeSpan.FromSeconds(30), Results = [Result(monitor, 'u', 90_000)] }, default);
        await _world.Stores.Log.AppendAsync(Rounds(monitor, 6, 'd')[0] with { Slot = At(6) + TimeSpan.FromSeconds(30) }, default);
        await RunAsync(RollUpSpan.Hour, Noon);
        (await OverviewAsync(Other)).Monitors[monitor.Id].Cells[0].ShouldBe(OverviewCell.Of((await HourAsync(monitor, Noon))!));
    }

    [Fact]
    public async Task A_deleted_one_leaves_nothing_new()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 60, _ => 'u');
        await _world.DeleteAsync(monitor);

        await SumUpAsync(Noon, at: 70);
        SetClock(60 * 39);
        await RunAsync(RollUpSpan.Day, Hours.DayOf(Noon));

        _world.Stores.History.Json.ShouldBeEmpty();
        _world.Stores.Uptime.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_created_within_the_hour_has_seconds_only_from_then()
    {
        SetClock(45);
        var monitor = await AddAsync();
        await LogAsync(monitor, 45, 60, _ => 'u');
        await SumUpAsync(Noon, at: 70);
        await SumUpAsync(Noon - Hours.One, at: 70);

        (await HourAsync(monitor, Noon))!.Time.ShouldBe(new VerdictTime { Up = 15 * 60 });
        (await HourAsync(monitor, Noon - Hours.One)).ShouldBeNull();
    }

    [Fact]
    public async Task Paused_seconds_are_neither_up_nor_unknown()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 20, _ => 'u');
        await _world.ChangeAsync(monitor, before => before with { Pauses = [new Pause(At(20).Time, At(40).Time)] });
        await LogAsync(monitor, 40, 70, _ => 'u');
        await SumUpAsync(Noon, at: 70);

        (await HourAsync(monitor, Noon))!.Time.ShouldBe(new VerdictTime { Up = 40 * 60, Paused = 20 * 60 });
    }

    [Fact]
    public async Task Overviews_hold_the_last_24_hours_and_90_days()
    {
        var monitor = await AddAsync();
        foreach (var day in new[] { 0, 1, 2, 95 })
        {
            for (var hour = 0; hour < 30; hour++)
            {
                var from = Noon + TimeSpan.FromDays(day) + TimeSpan.FromHours(hour);
                _world.Clock.Set((from + Hours.One).Time.AddMinutes(10));
                await _world.Stores.Log.AppendAsync(Rounds(monitor, 0, 'u')[0] with { Slot = from }, default);
                await RunAsync(RollUpSpan.Hour, from);
            }
        }

        var hours = (await OverviewAsync(PipelineWorld.Shard)).Monitors[monitor.Id];
        (hours.From, hours.Cells.Count, hours.Cells.All(cell => cell is not null)).ShouldBe((Noon + TimeSpan.FromDays(95) + TimeSpan.FromHours(6), 24, true));
        var days = (await OverviewAsync(PipelineWorld.Shard, RollUpSpan.Day)).Monitors[monitor.Id];
        days.Cells.Count.ShouldBe(90);
        days.Cells.Select(cell => cell is not null).ShouldBe([.. Enumerable.Repeat(false, 88), true, true]);
    }

    [Fact]
    public async Task A_day_is_summed_up_at_its_quarters()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 7 * 60, _ => 'u');
        for (var hour = 0; hour < 6; hour++)
        {
            await SumUpAsync(Noon + TimeSpan.FromHours(hour), at: (hour * 60) + 70);
            (await DayAsync(monitor, Hours.DayOf(Noon)) is not null).ShouldBe(hour == 5);
        }

        (await DayAsync(monitor, Hours.DayOf(Noon)))!.Time.Up.ShouldBe(6 * 3_600);
    }

    [Fact]
    public async Task An_hour_that_the_log_holds_no_longer_stays_as_it_was()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 60, _ => 'u');
        await SumUpAsync(Noon, at: 70);
        var before = State();

        await SumUpAsync(Noon, at: (8 * 24 * 60) + 1);
        _world.Stores.Log.All.ShouldNotBeEmpty();
        State().ShouldBe(before);
        await _world.Stores.Log.AppendAsync(Rounds(monitor, 5, 'd')[0] with { Slot = At(5) + TimeSpan.FromSeconds(30) }, default);
        await SumUpAsync(Noon, at: (8 * 24 * 60) + 1);
        State().ShouldBe(before);
    }

    [Fact]
    public async Task The_ledger_counts_the_incidents_that_began_on_the_day()
    {
        var monitor = await AddAsync();
        await LogAsync(monitor, 0, 60, _ => 'u');
        await SumUpAsync(Noon, at: 70);
        foreach (var (began, id) in new[] { (-1, "inc_a"), (10, "inc_b"), (20, "inc_c"), (24 * 60, "inc_d") })
        {
            await _world.Stores.Incidents.TryWriteAsync(
                new Incident
                {
                    Id = id,
                    WorkspaceId = PipelineWorld.Workspace,
                    Origin = IncidentOrigin.Detected,
                    MonitorIds = [monitor.Id],
                    Impact = IncidentImpact.Major,
                    Timeline = [],
                    CreatedAt = At(began).Time,
                    UpdatedAt = At(began).Time,
                    Title = "Down",
                    Status = IncidentStatus.Resolved,
                    StartedAt = began == -1 ? Hours.DayOf(Noon).Time.AddSeconds(-1) : At(began).Time,
                },
                null,
                default);
        }

        SetClock(60 * 39);
        await RunAsync(RollUpSpan.Day, Hours.DayOf(Noon));

        _world.Stores.Uptime.All.ShouldHaveSingleItem().Incidents.ShouldBe(2);
    }

    private static RollUpRequest Request(RollUpSpan span, Slot from, string shard = PipelineWorld.Shard) => new() { Span = span, WorkspaceId = PipelineWorld.Workspace, Shard = shard, From = from };

    private static Slot At(int minute) => Noon + TimeSpan.FromMinutes(minute);

    private static CheckResult Result(Monitor monitor, char word, int milliseconds) => new()
    {
        MonitorId = monitor.Id,
        Outcome = word switch { 'u' => Outcome.Up, 'g' => Outcome.Degraded, 'd' => Outcome.Down, _ => Outcome.Inconclusive },
        Timings = new Timings(0, 0, 0, milliseconds, 0),
    };

    private static LogEntry[] Rounds(Monitor monitor, int minute, char word) => word == '-' ? [] :
    [
        .. monitor.Regions.Select(region => new LogEntry
        {
            Kind = EntryKind.Round,
            Shard = monitor.Shard,
            WorkspaceId = monitor.WorkspaceId,
            Slot = At(minute),
            Region = region,

            // Two of a shard have rounds of their own here.
            Part = monitor.Id[4] - 'a',
            Results = [Result(monitor, word, 20 + minute)],
        }),
    ];

    private static async Task LogAsync(PipelineWorld world, Monitor monitor, int from, int to, Func<int, char> word)
    {
        foreach (var round in Enumerable.Range(from, to - from).SelectMany(minute => Rounds(monitor, minute, word(minute)))) await world.Stores.Log.AppendAsync(round, default);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, StatusHawkJson.Options);

    private static string Json(PipelineWorld world) => string.Join('\n', world.Stores.History.Json.Order(StringComparer.Ordinal));

    /// <summary>What the ledger says in the end, of each day.</summary>
    private static string Newest(PipelineWorld world) => Json(
        world.Stores.Uptime.All.GroupBy(row => (row.MonitorId, row.Day), (_, rows) => rows.MaxBy(row => row.Number)! with { Number = 0, WrittenAt = default }).OrderBy(row => row.MonitorId, StringComparer.Ordinal));

    private Task<Monitor> AddAsync() => _world.AddMonitorAsync("mon_aaaaaaaaaaaaaaaa");

    private Task LogAsync(Monitor monitor, int from, int to, Func<int, char> word) => LogAsync(_world, monitor, from, to, word);

    private void SetClock(int minute) => _world.Clock.Set(At(minute).Time);

    private Task SumUpAsync(Slot hour, int at)
    {
        SetClock(at);
        return RunAsync(RollUpSpan.Hour, hour);
    }

    private Task RunAsync(RollUpSpan span, Slot from, string shard = PipelineWorld.Shard) => _world.Restarted().Compaction.RunAsync(Request(span, from, shard), default);

    private async Task MoveAsync(Monitor monitor, int minute, string shard, int interval)
    {
        SetClock(minute);
        await _world.ChangeAsync(monitor, before => (before with { IntervalSeconds = interval }).Moved(before, shard, At(minute).Time));
    }

    private string State() => Json(_world) + Newest(_world) + _world.Stores.Uptime.All.Count;

    private async Task<RollUp?> HourAsync(Monitor monitor, Slot hour) => (await _world.Stores.History.ReadAsync(monitor.Id, RollUpSpan.Hour, hour, default))?.Value;

    private async Task<RollUp?> DayAsync(Monitor monitor, Slot day) => (await _world.Stores.History.ReadAsync(monitor.Id, RollUpSpan.Day, day, default))?.Value;

    private async Task<Overview> OverviewAsync(string shard, RollUpSpan span = RollUpSpan.Hour) => (await _world.Stores.History.ReadOverviewAsync(PipelineWorld.Workspace, shard, span, default))!.Value;
}
