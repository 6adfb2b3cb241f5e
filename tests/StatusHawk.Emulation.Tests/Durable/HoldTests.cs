using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

/// <summary>What happens to the work of a host that goes away, and when another takes it over.</summary>
public class HoldTests(Azurite azurite)
{
    private const string Long = "01:00:00";

    [Fact]
    public async Task An_activity_of_a_killed_host_is_run_by_another_after_its_hold()
    {
        var settings = await SettingsAsync("00:00:05");
        await using var first = await StartAsync(settings);
        var id = await first.Client.ScheduleNewOrchestrationInstanceAsync("CallSlow");
        await first.Recorder.SeesAsync("slow");
        await first.CrashAsync();
        var sinceKill = Stopwatch.StartNew();

        await using var second = await StartAsync(settings, open: true);

        await second.EndAsync(id);
        // Held since it was last seen, which was a little before the kill.
        sinceKill.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        second.Recorder.Count("slow").ShouldBe(1);
        first.Recorder.Gate.SetResult();
    }

    [Fact]
    public async Task What_a_killed_host_had_not_taken_runs_at_once_and_the_rest_is_held()
    {
        var settings = await SettingsAsync(Long, ("AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions", "1"));
        await using var first = await StartAsync(settings);
        await first.Client.ScheduleNewOrchestrationInstanceAsync("CallSlow", new StartOrchestrationOptions("held"));
        await first.Recorder.SeesAsync("slow");
        await first.Client.ScheduleNewOrchestrationInstanceAsync("CallQuick", new StartOrchestrationOptions("not-taken"));
        await first.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 2, new StartOrchestrationOptions("asleep"));
        await first.IsAsync("not-taken", OrchestrationRuntimeStatus.Running);
        await first.IsAsync("asleep", OrchestrationRuntimeStatus.Running);
        await first.CrashAsync();

        await using var second = await StartAsync(settings, open: true);

        (await second.EndAsync("not-taken")).SerializedOutput.ShouldBe("\"quick\"");
        await second.EndAsync("asleep");
        (await second.Client.GetInstanceAsync("held"))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        second.Recorder.Count("slow").ShouldBe(0);
        first.Recorder.Gate.SetResult();
    }

    [Fact]
    public async Task A_turn_that_a_killed_host_was_in_is_held()
    {
        var settings = await SettingsAsync("00:00:05");
        await using var first = await StartAsync(settings);
        await first.Client.ScheduleNewOrchestrationInstanceAsync("Stuck", new StartOrchestrationOptions("stuck"));
        await first.Recorder.SeesAsync("turn");
        await first.CrashAsync();
        var sinceKill = Stopwatch.StartNew();
        first.Recorder.Gate.SetResult();

        await using var second = await StartAsync(settings, open: true);

        await second.RunAsync("CallQuick");
        await second.EndAsync("stuck");
        sinceKill.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        second.Recorder.Count("turn").ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_is_stopped_lets_running_activities_end_and_lets_go_of_everything()
    {
        var settings = await SettingsAsync(Long);
        await using (var first = await StartAsync(settings))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("CallSlow", new StartOrchestrationOptions("calls"));
            await first.Recorder.SeesAsync("slow");
            var stopping = first.StopAsync();
            first.Recorder.Gate.SetResult();
            await stopping;
        }

        await using var second = await StartAsync(settings, open: true);

        (await second.EndAsync("calls")).SerializedOutput.ShouldBe("\"slow\"");
        second.Recorder.Count("slow").ShouldBe(0, "its end was kept");
    }

    [Fact]
    public async Task A_host_that_gives_up_waiting_lets_go_of_what_still_runs()
    {
        var settings = await SettingsAsync(Long, ("Emulation:ShutdownGrace", "00:00:00.1"));
        await using var first = await StartAsync(settings);
        await first.Client.ScheduleNewOrchestrationInstanceAsync("CallPatient", new StartOrchestrationOptions("patient"));
        await first.Recorder.SeesAsync("patient");
        await first.StopAsync();

        await using var second = await StartAsync(settings, open: true);

        await second.EndAsync("patient");
        second.Recorder.Count("patient").ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_only_has_a_client_starts_and_wakes_what_another_runs()
    {
        var settings = await SettingsAsync(Long);
        await using var worker = await StartAsync(settings);
        await using var caller = await DurableApp.StartAsync(settings, [typeof(NoDurableFunctions)]);

        var id = await caller.Client.ScheduleNewOrchestrationInstanceAsync("TakeTwo");
        await caller.IsAsync(id, OrchestrationRuntimeStatus.Running);
        await caller.Client.RaiseEventAsync(id, "item", 1);
        await worker.Client.RaiseEventAsync(id, "ITEM", 2);

        (await caller.EndAsync(id)).ReadOutputAs<int[]>()!.Order().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Two_hosts_share_a_task_hub_without_harm()
    {
        var settings = await SettingsAsync(Long);
        await using var one = await StartAsync(settings, open: true);
        await using var other = await StartAsync(settings, open: true);
        var ids = Enumerable.Range(0, 20).Select(i => $"shared-{i}").ToList();
        await Task.WhenAll(ids.Select((id, i) =>
            (i % 2 == 0 ? one : other).Client.ScheduleNewOrchestrationInstanceAsync("TakeTwo", new StartOrchestrationOptions(id))));

        await Task.WhenAll(ids.Select(async id =>
        {
            await one.Client.RaiseEventAsync(id, "item", 1);
            await other.Client.RaiseEventAsync(id, "item", 2);
        }));

        foreach (var id in ids)
            (await one.EndAsync(id)).ReadOutputAs<int[]>()!.Order().ShouldBe([1, 2]);
    }

    private Task<Dictionary<string, string?>> SettingsAsync(string hold, params (string, string)[] more) =>
        DurableApp.SettingsAsync(azurite, [("Emulation:DurableVisibilityTimeout", hold), .. more]);

    private static Task<DurableApp> StartAsync(Dictionary<string, string?> settings, bool open = false)
    {
        var recorder = new Recorder();
        if (open)
            recorder.Gate.SetResult();
        return DurableApp.StartAsync(settings, [typeof(Functions)], recorder);
    }

    public static class NoDurableFunctions;

    public sealed class Functions(Recorder recorder)
    {
        [Function("CallSlow")]
        public static Task<string> CallSlow([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Slow");

        [Function("CallQuick")]
        public static Task<string> CallQuick([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Quick");

        [Function("CallPatient")]
        public static Task CallPatient([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Patient");

        [Function("Sleep")]
        public static Task Sleep([OrchestrationTrigger] TaskOrchestrationContext context, int seconds) =>
            context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None);

        [Function("Stuck")]
        public void Stuck([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            recorder.Add("turn");
            recorder.Gate.Task.Wait();
        }

        [Function("TakeTwo")]
        public static async Task<int[]> TakeTwo([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = await context.WaitForExternalEvent<int>("item");
            await context.CallActivityAsync("Quick");
            return [first, await context.WaitForExternalEvent<int>("item")];
        }

        [Function("Slow")]
        public async Task<string> Slow([ActivityTrigger] string? input)
        {
            recorder.Add("slow");
            await recorder.Gate.Task;
            return "slow";
        }

        [Function("Patient")]
        public async Task Patient([ActivityTrigger] string? input, CancellationToken cancellationToken)
        {
            recorder.Add("patient");
            await recorder.Gate.Task.WaitAsync(cancellationToken);
        }

        [Function("Quick")]
        public static string Quick([ActivityTrigger] string? input) => "quick";
    }
}
