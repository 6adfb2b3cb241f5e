using System.Globalization;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Uptime;

/// <summary>A job that is due every 60 minutes with 10 of grace, hour by hour. Times are minutes after 8:00; own calls come every 20 s but where they are missing.</summary>
public sealed class HeartbeatReplayTests
{
    private static readonly DateTimeOffset Eight = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    //          calls                   own calls missing  minutes down in each hour from 8:00  and unknown
    [InlineData("p0 p60 p120 p180 p240", "", "0 0 0 0", "0 0 0 0")]
    [InlineData("p0 p69 p130 p190 p250", "", "0 0 0 0", "0 0 0 0")] // late within the grace
    [InlineData("p0 p90 p150 p210", "", "0 20 0 0", "0 0 0 0")]
    [InlineData("p0", "", "0 50 60 60", "0 0 0 0")] // once down it stays down, hour after hour
    [InlineData("p0 f30 p100", "", "30 40 10 60", "0 0 0 0")]
    [InlineData("p0 s55 p62 p120 p180", "", "0 0 0 0", "0 0 0 0")]
    [InlineData("p0 s45 p72 p130 p190", "", "5 12 0 0", "0 0 0 0")] // it started and did not end in time
    [InlineData("p0", "58-64", "0 0 50 60", "0 0 0 0")] // the call may have been lost: a period later it is late for certain
    [InlineData("p0 p49", "", "0 0 60 60", "0 0 0 0", 1)] // late one second before an hour is over
    public async Task Is_judged_hour_by_hour_as_the_log_says(string calls, string missing, string down, string unknown, int secondsDownMore = 0)
    {
        foreach (var backwards in new[] { false, true })
        {
            var (world, job) = await WorldAsync(calls, missing, 270);
            for (var hour = 0; hour < 4; hour++) await SumUpAsync(world, backwards ? 3 - hour : hour);
            for (var asked = 0; asked < world.Stores.Queues.Sent.Count; asked++) await world.Restarted().Compaction.RunAsync(world.Stores.Queues.Of<RollUpRequest>(Queues.RollUps)[asked], default);

            var hours = await world.Stores.History.ListAsync(job.Id, RollUpSpan.Hour, Slot.Of(Eight), Slot.Of(Eight.AddHours(4)), default);
            if (secondsDownMore > 0)
            {
                hours[1].Time.Down.ShouldBe(secondsDownMore);
                return;
            }

            string.Join(' ', hours.Select(each => each.Time.Down / 60)).ShouldBe(down);
            string.Join(' ', hours.Select(each => each.Time.Unknown / 60)).ShouldBe(unknown);
            hours.ShouldAllBe(each => each.Time.Up + each.Time.Down + each.Time.Unknown == 3_600);
        }
    }

    [Fact]
    public async Task Changing_its_name_later_changes_nothing_of_what_was()
    {
        var (world, job) = await WorldAsync("p0 p150 p210", "", 270);
        await world.ChangeAsync(job, before => before with { Pauses = [new Pause(Eight.AddMinutes(30), Eight.AddMinutes(110))], UpdatedAt = Eight.AddMinutes(110) });
        for (var hour = 0; hour < 4; hour++) await SumUpAsync(world, hour);
        var before = string.Join('\n', world.Stores.History.Json);
        before.ShouldNotContain("\"down\"", customMessage: "its resumption began the waiting anew");

        await world.ChangeAsync(job, each => each with { Name = "Other" });
        for (var hour = 0; hour < 4; hour++) await SumUpAsync(world, hour);

        string.Join('\n', world.Stores.History.Json).ShouldBe(before);
    }

    private static Task SumUpAsync(PipelineWorld world, int hour) => world.Restarted().Compaction.RunAsync(
        new RollUpRequest { Span = RollUpSpan.Hour, WorkspaceId = PipelineWorld.Workspace, Shard = PipelineWorld.Shard, From = Slot.Of(Eight.AddHours(hour)) }, default);

    private static async Task<(PipelineWorld World, Monitor Job)> WorldAsync(string calls, string missing, int minutes)
    {
        var world = new PipelineWorld(self: new SelfCall(new HttpClient(), "https://hawk.example", TimeProvider.System));
        world.Clock.Set(Eight.AddDays(-1));
        var job = await world.AddMonitorAsync();
        await world.ChangeAsync(job, before => before with
        {
            Kind = MonitorKind.Heartbeat,
            Http = null,
            Regions = [HeartbeatTarget.Region],
            Heartbeat = new HeartbeatTarget { PeriodSeconds = 3_600, GraceSeconds = 600, Token = "x" },
        });
        world.Clock.Set(Eight.AddMinutes(minutes));
        var stored = (await world.Stores.Monitors.ReadAsync(job.WorkspaceId, job.Id, default))!.Value;
        foreach (var call in calls.Split(' '))
        {
            var signal = call[0] switch { 'p' => HeartbeatSignal.Success, 's' => HeartbeatSignal.Start, _ => HeartbeatSignal.Fail };

            // A second before the minute where the hour's edge matters.
            var at = Eight.AddMinutes(int.Parse(call[1..], CultureInfo.InvariantCulture)).AddSeconds(call == "p49" ? 59 : 0);
            await world.Stores.Log.AppendAsync(HeartbeatCall.Of(stored, signal, at), default);
        }

        var (from, to) = missing.Split('-') is [var first, var last] ? (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture)) : (-1, -1);
        for (var second = -7_190; second < minutes * 60; second += 20)
        {
            if (second < from * 60 || second > to * 60) await world.Stores.Log.AppendAsync(HeartbeatCall.Own(Eight.AddSeconds(second)), default);
        }

        return (world, job);
    }
}
