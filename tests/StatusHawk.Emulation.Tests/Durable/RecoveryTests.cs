using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

/// <summary>Storage that is killed comes back as it was some seconds before: the app goes on from there, without a restart.</summary>
public class RecoveryTests(Azurite azurite)
{
    [Fact]
    public async Task The_app_goes_on_from_what_storage_still_has()
    {
        // Has the packages installed that the emulator below is made of.
        await azurite.ReadyAsync();
        await using var storage = new AzuriteOnDisk();
        await storage.StartAsync();
        var settings = await DurableApp.SettingsAsync(azurite, ("AzureWebJobsStorage", storage.ConnectionString));
        await using var app = await DurableApp.StartAsync(settings, [typeof(Functions)]);
        await app.Client.ScheduleNewOrchestrationInstanceAsync("TakeThree", new StartOrchestrationOptions("events"));
        await app.Client.RaiseEventAsync("events", "item", 1);
        await app.CustomStatusAsync("events", "[1]");
        await app.Client.ScheduleNewOrchestrationInstanceAsync("CallSlow", new StartOrchestrationOptions("activity"));
        await app.Recorder.SeesAsync("slow");
        await storage.PersistedAsync();
        await app.Client.RaiseEventAsync("events", "item", 2);
        await app.CustomStatusAsync("events", "[1,2]");
        app.Recorder.Gate.SetResult();
        await app.CustomStatusAsync("activity", "\"called\"");
        await app.RunAsync("Quick", id: "forgotten");

        await storage.KillAsync();
        await Should.ThrowAsync<Exception>(() => app.Client.GetInstanceAsync("events"));
        await storage.StartAsync();

        // Its end was forgotten, or not: in either case it comes to it.
        await app.CustomStatusAsync("activity", "\"called\"");
        await app.Client.RaiseEventAsync("activity", "go");
        await app.EndAsync("activity");
        if ((await app.Client.GetInstanceAsync("events", true))!.SerializedCustomStatus == "[1]")
            await app.Client.RaiseEventAsync("events", "item", 2);
        await app.Client.RaiseEventAsync("events", "item", 3);
        (await app.EndAsync("events")).SerializedOutput.ShouldBe("[1,2,3]");
        (await app.RunAsync("Quick", id: "forgotten")).ShouldBe("\"quick\"");
    }

    [Fact]
    public async Task A_host_that_starts_before_storage_takes_up_its_work_when_storage_is_there()
    {
        await azurite.ReadyAsync();
        await using var storage = new AzuriteOnDisk();
        var settings = await DurableApp.SettingsAsync(azurite, ("AzureWebJobsStorage", storage.ConnectionString));
        await using var app = await DurableApp.StartAsync(settings, [typeof(Functions)]);

        await storage.StartAsync();

        (await app.RunAsync("Quick")).ShouldBe("\"quick\"");
    }

    public sealed class Functions(Recorder recorder)
    {
        [Function("TakeThree")]
        public static async Task<List<int>> TakeThree([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var items = new List<int>();
            while (items.Count < 3)
            {
                items.Add(await context.WaitForExternalEvent<int>("item"));
                context.SetCustomStatus(items);
            }

            return items;
        }

        [Function("CallSlow")]
        public static async Task CallSlow([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Slow");
            context.SetCustomStatus("called");
            await context.WaitForExternalEvent<object>("go");
        }

        [Function("Quick")]
        public static string Quick([OrchestrationTrigger] TaskOrchestrationContext context) => "quick";

        [Function("Slow")]
        public Task Slow([ActivityTrigger] string? input)
        {
            recorder.Add("slow");
            return recorder.Gate.Task;
        }
    }
}
