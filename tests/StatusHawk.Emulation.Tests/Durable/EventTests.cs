using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

public class EventTests(Azurite azurite)
{
    private const string Silent = """
        {
          "version": "2.0",
          "extensions": { "durableTask": { "throwStatusExceptionsOnRaiseEvent": false } },
          "logging": { "logLevel": { "default": "Error" } }
        }
        """;

    [Fact]
    public async Task Events_are_kept_and_given_in_order_whatever_the_case_of_their_name()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("TakeThreeLater");

        foreach (var (name, payload) in new[] { ("item", 1), ("ITEM", 2), ("Item", 3), ("begin", 0) })
            await app.Client.RaiseEventAsync(id, name, payload);

        (await app.EndAsync(id)).SerializedOutput.ShouldBe("[1,2,3]");
    }

    [Fact]
    public async Task Waiting_for_an_event_ends_after_its_time()
    {
        await using var app = await StartAsync();

        (await app.RunAsync("WaitABit")).ShouldBe("\"TaskCanceledException\"");
    }

    [Fact]
    public async Task An_event_that_comes_in_time_ends_the_waiting_and_its_timer()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("WaitLong");
        await app.IsAsync(id, OrchestrationRuntimeStatus.Running);

        await app.Client.RaiseEventAsync(id, "go", "now");

        (await app.EndAsync(id)).SerializedOutput.ShouldBe("\"now\"");
    }

    [Fact]
    public async Task As_on_the_platform_a_cancelled_waiting_takes_the_event_that_comes_after_it()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("WaitAgain");
        await app.CustomStatusAsync(id, "\"gave up\"");

        await app.Client.RaiseEventAsync(id, "go", "lost");
        await app.Client.RaiseEventAsync(id, "on");
        await app.CustomStatusAsync(id, "\"again\"");
        await app.Client.RaiseEventAsync(id, "go", "found");

        (await app.EndAsync(id)).SerializedOutput.ShouldBe("\"found\"");
    }

    [Theory]
    [InlineData(true, "[1,2,3]")]
    [InlineData(false, "[1]")]
    public async Task Events_stay_when_an_orchestration_begins_anew_if_it_wants(bool keep, string output)
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("OneByOne", new Rounds(keep, []));
        await app.IsAsync(id, OrchestrationRuntimeStatus.Running);

        for (var i = 1; i <= 3; i++)
            await app.Client.RaiseEventAsync(id, "item", i);
        await app.Client.RaiseEventAsync(id, "begin");
        if (!keep)
        {
            await app.CustomStatusAsync(id, "1");
            await app.Client.RaiseEventAsync(id, "stop");
        }

        (await app.EndAsync(id)).SerializedOutput.ShouldBe(output);
    }

    [Fact]
    public async Task An_orchestration_sends_events_to_another_in_order()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("TakeThreeLater");
        await app.RunAsync("SendThree", id);

        (await app.EndAsync(id)).SerializedOutput.ShouldBe("[1,2,3]");
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("ended")]
    public async Task Raising_an_event_to_what_is_not_running_throws_unless_it_is_set_not_to(string id)
    {
        await using var app = await StartAsync();
        await using var silent = await DurableApp.StartAsync(await DurableApp.SettingsAsync(azurite), [typeof(Orchestrators)], null, Silent);
        await app.RunAsync("SendThree", "nobody", "ended");
        await silent.RunAsync("SendThree", "nobody", "ended");

        await Should.ThrowAsync<InvalidOperationException>(() => app.Client.RaiseEventAsync(id, "go"));
        await silent.Client.RaiseEventAsync(id, "go");
    }

    [Fact]
    public async Task Every_event_is_lost_when_it_is_set_so()
    {
        var settings = await DurableApp.SettingsAsync(azurite, ("Emulation:DurableDropEvents", "true"));
        await using var app = await DurableApp.StartAsync(settings, [typeof(Orchestrators)]);
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("WaitABit");

        await app.Client.RaiseEventAsync(id, "go", "lost");
        await app.RunAsync("SendGo", id);

        (await app.EndAsync(id)).SerializedOutput.ShouldBe("\"TaskCanceledException\"");
    }

    private Task<DurableApp> StartAsync() => DurableApp.StartAsync(azurite, typeof(Orchestrators));

    public sealed record Rounds(bool Keep, int[] Seen);

    public static class Orchestrators
    {
        [Function("TakeThreeLater")]
        public static async Task<List<int>> TakeThreeLater([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.WaitForExternalEvent<int>("begin");
            var items = new List<int>();
            while (items.Count < 3)
                items.Add(await context.WaitForExternalEvent<int>("item"));
            return items;
        }

        [Function("WaitABit")]
        public static async Task<string> WaitABit([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.WaitForExternalEvent<string>("go", TimeSpan.FromSeconds(1));
            }
            catch (TaskCanceledException exception)
            {
                return exception.GetType().Name;
            }
        }

        [Function("WaitLong")]
        public static Task<string> WaitLong([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.WaitForExternalEvent<string>("go", TimeSpan.FromDays(100), CancellationToken.None);

        [Function("WaitAgain")]
        public static async Task<string> WaitAgain([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Thrown.ByAsync<TaskCanceledException>(context.WaitForExternalEvent<string>("go", TimeSpan.FromMilliseconds(50)));
            context.SetCustomStatus("gave up");
            await context.WaitForExternalEvent<object>("on");
            context.SetCustomStatus("again");
            return await context.WaitForExternalEvent<string>("go");
        }

        [Function("OneByOne")]
        public static async Task<int[]> OneByOne([OrchestrationTrigger] TaskOrchestrationContext context, Rounds rounds)
        {
            if (rounds.Seen.Length == 0)
                await context.WaitForExternalEvent<object>("begin");
            if (rounds.Seen.Length > 0)
                context.SetCustomStatus(rounds.Seen.Length);
            var item = context.WaitForExternalEvent<int>("item");
            if (await Task.WhenAny(item, context.WaitForExternalEvent<object>("stop")) != item)
                return rounds.Seen;
            var seen = rounds.Seen.Append(await item).ToArray();
            if (seen.Length == 3)
                return seen;
            context.ContinueAsNew(rounds with { Seen = seen }, rounds.Keep);
            return [];
        }

        [Function("SendThree")]
        public static Task SendThree([OrchestrationTrigger] TaskOrchestrationContext context, string target)
        {
            for (var i = 1; i <= 3; i++)
                context.SendEvent(target, "item", i);
            context.SendEvent(target, "begin", 0);
            return Task.CompletedTask;
        }

        [Function("SendGo")]
        public static Task SendGo([OrchestrationTrigger] TaskOrchestrationContext context, string target)
        {
            context.SendEvent(target, "go", "lost");
            return Task.CompletedTask;
        }
    }
}
