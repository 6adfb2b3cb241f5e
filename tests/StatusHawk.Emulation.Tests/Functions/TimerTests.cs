using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Emulation.Functions.Singletons;

namespace StatusHawk.Emulation.Tests.Functions;

public class TimerTests(Azurite azurite)
{
    [Fact]
    public async Task A_timer_runs_on_its_schedule_and_a_failed_run_does_not_end_it()
    {
        await using var app = await StartAsync(typeof(Ticking), "*/1 * * * * *");

        await app.Recorder.SeesAsync("tick, monitored: False, past due: False", 3);
    }

    [Fact]
    public async Task A_timer_never_overlaps_itself()
    {
        await using var app = await StartAsync(typeof(Slow), "00:00:00.2");

        await app.Recorder.SeesAsync("out", 3);

        var running = 0;
        foreach (var entry in app.Recorder.Entries)
        {
            running += entry == "in" ? 1 : -1;
            running.ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public async Task A_timer_may_run_at_start()
    {
        await using var app = await StartAsync(typeof(AtStart), "0 0 0 1 1 *");

        await app.Recorder.SeesAsync("tick, monitored: True, past due: False");
    }

    [Fact]
    public async Task An_occurrence_missed_while_nothing_ran_is_made_up_for()
    {
        var settings = Settings("0 0 * * * *");
        await azurite.ReadyAsync();
        using var blobs = new HostBlobs(StorageAccount.Parse(azurite.ConnectionString));
        var path = $"timers/{settings["AzureFunctionsWebHost:hostid"]}/Host.Functions.Ticking/status";
        var missed = DateTime.UtcNow.Date.AddDays(-2);
        await blobs.WriteAsync(
            path,
            JsonSerializer.Serialize(new ScheduleStatus { Last = missed, Next = missed.AddHours(1), LastUpdated = missed }),
            CancellationToken.None);

        await using var app = await FunctionApp.StartAsync([typeof(Ticking)], settings);

        await app.Recorder.SeesAsync("tick, monitored: True, past due: True");
        await Eventually.TrueAsync(
            async () => Status(await blobs.ReadAsync(path, CancellationToken.None)).Next > DateTime.UtcNow, "the run is recorded");
    }

    [Fact]
    public async Task A_graceful_stop_lets_a_run_finish()
    {
        await using var app = await StartAsync(typeof(Gated), "00:00:00.2");
        await app.Recorder.SeesAsync("in");

        var stopping = app.StopAsync();
        app.Recorder.Gate.SetResult();
        await stopping;

        app.Recorder.Entries.ShouldBe(["in", "out"]);
    }

    private static ScheduleStatus Status(string? json) => JsonSerializer.Deserialize<ScheduleStatus>(json!)!;

    private Dictionary<string, string?> Settings(string schedule)
    {
        var settings = FunctionApp.Settings(azurite);
        settings["Schedule"] = schedule;
        return settings;
    }

    private async Task<FunctionApp> StartAsync(Type function, string schedule)
    {
        await azurite.ReadyAsync();
        return await FunctionApp.StartAsync([function], Settings(schedule));
    }

    public sealed class Ticking(Recorder recorder)
    {
        [Function("Ticking")]
        public void Run([TimerTrigger("%Schedule%")] TimerInfo timer)
        {
            recorder.Add($"tick, monitored: {timer.ScheduleStatus is not null}, past due: {timer.IsPastDue}");
            throw new InvalidOperationException("on purpose");
        }
    }

    public sealed class AtStart(Recorder recorder)
    {
        [Function("AtStart")]
        public void Run([TimerTrigger("%Schedule%", RunOnStartup = true)] TimerInfo timer) =>
            recorder.Add($"tick, monitored: {timer.ScheduleStatus is not null}, past due: {timer.IsPastDue}");
    }

    public sealed class Slow(Recorder recorder)
    {
        [Function("Slow")]
        public async Task Run([TimerTrigger("%Schedule%")] TimerInfo timer)
        {
            recorder.Add("in");
            await Task.Delay(700);
            recorder.Add("out");
        }
    }

    public sealed class Gated(Recorder recorder)
    {
        [Function("Gated")]
        public async Task Run([TimerTrigger("%Schedule%")] TimerInfo timer)
        {
            recorder.Add("in");
            await recorder.Gate.Task;
            recorder.Add("out");
        }
    }
}
