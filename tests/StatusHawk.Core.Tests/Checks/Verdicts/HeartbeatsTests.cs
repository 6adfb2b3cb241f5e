using System.Globalization;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Tests.Checks.Verdicts;

public sealed class HeartbeatsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // Due every 60 minutes, 10 of grace. Times are minutes after noon; own calls come every 20 s but in the minutes that are missing.
    private static readonly Monitor Job = new()
    {
        Id = "mon_aaaaaaaaaaaaaaaa",
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        Name = "Backup",
        Kind = MonitorKind.Heartbeat,
        Heartbeat = new HeartbeatTarget { PeriodSeconds = 3_600, GraceSeconds = 600, Token = "x" },
        Regions = [HeartbeatTarget.Region],
        Shard = "shd_aaaaaaaaaaaaaaaa",
        CreatedAt = Noon.AddDays(-1),
        UpdatedAt = Noon.AddDays(-1),
    };

    [Theory]
    //          calls          own calls missing  now    verdict           since
    [InlineData("", "", 1000, Verdict.Unknown, 1000)] // never called: waited for
    [InlineData("p0", "", 1, Verdict.Up, 0)]
    [InlineData("p0", "", 70, Verdict.Up, 0)] // the grace is not over
    [InlineData("p0", "", 72, Verdict.Down, 70)]
    [InlineData("p0 p60", "", 100, Verdict.Up, 60)]
    [InlineData("p0 p60", "", 132, Verdict.Down, 130)]
    [InlineData("p0 f20", "", 21, Verdict.Down, 20)] // it said so itself
    [InlineData("p0 f20 p30", "", 40, Verdict.Up, 30)]
    [InlineData("p0 s60", "", 69, Verdict.Up, 60)] // it runs
    [InlineData("p0 s60", "", 72, Verdict.Down, 70)] // and does not end
    [InlineData("p0 s60 p65", "", 72, Verdict.Up, 65)]
    [InlineData("s60 p60", "", 72, Verdict.Up, 60)] // start and end in one second
    [InlineData("p60 f60", "", 62, Verdict.Down, 60)]
    [InlineData("p0", "60-64", 72, Verdict.Up, 0)] // the call may have been lost while nobody was at home
    [InlineData("p0", "60-64", 129, Verdict.Up, 0)]
    [InlineData("p0", "60-64", 132, Verdict.Down, 130)] // a period later it cannot have been
    [InlineData("p0", "20-40", 72, Verdict.Down, 70)] // away when no call was due
    [InlineData("p0", "70-90", 72, Verdict.Up, 0)] // nothing has come through since: wait
    [InlineData("p0", "70-90", 76, Verdict.Unknown, 76)]
    [InlineData("p0", "62-62", 72, Verdict.Up, 0)] // a minute without is enough to lose one
    public void A_job_is_down_when_it_says_so_or_says_nothing_in_time(string calls, string missing, int now, Verdict verdict, int since)
    {
        var judgement = Heartbeats.Of(Log(calls), Own(missing, now), Job, before: null, At(now));

        (judgement.Verdict, judgement.Since).ShouldBe((verdict, Slot.Of(At(since))));
    }

    [Fact]
    public void Where_no_own_calls_are_made_lateness_is_believed_at_once() =>
        Heartbeats.Of(Log("p0"), ownCalls: null, Job, before: null, At(71)).Verdict.ShouldBe(Verdict.Down);

    [Fact]
    public void A_change_of_the_monitor_begins_the_waiting_anew()
    {
        var resumed = Job with { UpdatedAt = At(100) };

        Heartbeats.Of(Log("p0"), Own("", 165), resumed, before: null, At(165)).Verdict.ShouldBe(Verdict.Up);
        Heartbeats.Of(Log("p0"), Own("", 172), resumed, before: null, At(172)).Verdict.ShouldBe(Verdict.Down);
    }

    [Fact]
    public void One_that_is_down_stays_down_when_its_last_call_is_out_of_sight_and_one_that_never_called_stays_unknown()
    {
        var down = LiveStates.After(null, Job, Heartbeats.Of(Log("p0"), Own("", 72), Job, before: null, At(72)));
        var unknown = LiveStates.After(null, Job, Heartbeats.Of([], Own("", 72), Job, before: null, At(72)));

        Heartbeats.Of([], Own("", 900), Job, down, At(900)).Verdict.ShouldBe(Verdict.Down);
        Heartbeats.Of([], Own("", 900), Job, unknown, At(900)).Verdict.ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void Own_calls_are_asked_for_only_when_something_may_be_late()
    {
        var down = LiveStates.After(null, Job, Heartbeats.Of(Log("p0"), Own("", 72), Job, before: null, At(72)));

        Heartbeats.OwnCallsFrom(Log("p0"), Job, null, At(70)).ShouldBeNull();
        Heartbeats.OwnCallsFrom(Log("p0"), Job, null, At(71)).ShouldBe(Slot.Of(At(55)));
        Heartbeats.OwnCallsFrom(Log("p0"), Job, down, At(90)).ShouldBeNull();
        Heartbeats.Of(Log("p0"), [], Job, down, At(90)).Verdict.ShouldBe(Verdict.Down);
        Heartbeats.OwnCallsFrom(Log("p0 p80"), Job, down, At(151)).ShouldNotBeNull();
    }

    [Fact]
    public void A_switched_off_one_is_paused() => Heartbeats.Of(Log("p0"), null, Job with { Enabled = false }, null, At(500)).Verdict.ShouldBe(Verdict.Paused);

    [Theory]
    [InlineData(HeartbeatSignal.Success, "20260301T120000Z|inbound|p0|mon_aaaaaaaaaaaaaaaa")]
    [InlineData(HeartbeatSignal.Start, "20260301T120000Z|inbound|s0|mon_aaaaaaaaaaaaaaaa")]
    [InlineData(HeartbeatSignal.Fail, "20260301T120000Z|inbound|f0|mon_aaaaaaaaaaaaaaaa")]
    public void A_call_is_stored_once_by_its_moment_and_what_it_says(HeartbeatSignal signal, string id) => HeartbeatCall.Of(Job, signal, Noon).Id.ShouldBe(id);

    [Fact]
    public void A_good_call_within_the_second_of_a_failure_ends_it()
    {
        LogEntry[] log = [HeartbeatCall.Of(Job, HeartbeatSignal.Fail, Noon.AddMilliseconds(200)), HeartbeatCall.Of(Job, HeartbeatSignal.Success, Noon.AddMilliseconds(700))];

        Heartbeats.Of(log, null, Job, null, At(1)).Verdict.ShouldBe(Verdict.Up);
    }

    [Fact]
    public void Own_calls_of_ten_seconds_are_one() => HeartbeatCall.Own(Noon.AddSeconds(9)).Id.ShouldBe(HeartbeatCall.Own(Noon).Id);

    private static DateTimeOffset At(int minutes) => Noon.AddMinutes(minutes);

    private static LogEntry[] Log(string calls) =>
    [
        .. calls.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(call => HeartbeatCall.Of(
            Job,
            call[0] switch
            {
                'p' => HeartbeatSignal.Success,
                's' => HeartbeatSignal.Start,
                _ => HeartbeatSignal.Fail,
            },
            At(int.Parse(call[1..], CultureInfo.InvariantCulture)))),
    ];

    private static Slot[] Own(string missing, int now)
    {
        int[] gap = missing.Length == 0 ? [-1, -1] : [.. missing.Split('-').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        return
        [
            .. Enumerable.Range(0, now + 1).Where(minute => minute < gap[0] || minute > gap[1])
                .SelectMany(minute => new[] { 0, 20, 40 }.Select(second => Slot.Of(At(minute).AddSeconds(second)))),
        ];
    }
}
