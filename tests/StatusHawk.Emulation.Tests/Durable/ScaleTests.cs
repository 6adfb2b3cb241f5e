using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

public class ScaleTests(Azurite azurite)
{
    [Fact]
    public async Task Two_hundred_instances_run_side_by_side()
    {
        await using var app = await StartAsync();
        var outputs = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => app.RunAsync("ThreeSteps", i)));

        outputs.ShouldBe(Enumerable.Range(0, 200).Select(i => $"{i + 3}"));
    }

    [Fact]
    public async Task A_thousand_instances_wait_for_their_timers_and_their_host_restarts_meanwhile()
    {
        var settings = await DurableApp.SettingsAsync(azurite);
        var ids = Enumerable.Range(0, 1000).Select(i => $"sleeper-{i}").ToList();
        await using (var app = await DurableApp.StartAsync(settings, [typeof(Functions)]))
        {
            await Parallel.ForEachAsync(ids, async (id, _) =>
                await app.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", 3, new StartOrchestrationOptions(id)));
        }

        await using var again = await DurableApp.StartAsync(settings, [typeof(Functions)]);

        foreach (var id in ids)
            (await again.EndAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task A_turn_of_more_steps_than_a_transaction_holds_is_one_turn_all_the_same()
    {
        await using var app = await StartAsync();

        (await app.RunAsync("FanOut", 250)).ShouldBe($"{250 * 249 / 2}");

        app.Recorder.Entries.Count(entry => entry == "add").ShouldBe(250);
    }

    [Theory]
    [InlineData("x", 400_000)]
    [InlineData("\"", 70_000)]
    [InlineData("é", 70_000)]
    public async Task A_large_value_comes_through_everywhere(string what, int times)
    {
        await using var app = await StartAsync();
        var text = string.Concat(Enumerable.Repeat(what, times));

        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync("Echo", text));

        end.FailureDetails.ShouldBeNull();
        end.ReadInputAs<string>().ShouldBe(text);
        end.ReadOutputAs<string>().ShouldBe(text);
    }

    [Fact]
    public async Task A_value_that_is_too_large_is_refused_where_it_is_given()
    {
        await using var app = await StartAsync();

        (await Should.ThrowAsync<NotSupportedException>(() =>
            app.Client.ScheduleNewOrchestrationInstanceAsync("Echo", new string('x', 500_000)))).Message
            .ShouldBe("the input of orchestrator 'Echo' of 1000004 bytes: emulation keeps at most 900000 bytes in one value");
        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync("TooMuch"));
        end.FailureDetails!.InnerFailure!.ErrorMessage.ShouldContain("the result of activity 'Much'");
    }

    [Fact]
    public async Task An_inbox_larger_than_a_turn_is_taken_in_order()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("TakeAll", 180);
        for (var i = 0; i < 180; i++)
            await app.Client.RaiseEventAsync(id, "item", i);
        await app.Client.RaiseEventAsync(id, "begin");

        (await app.EndAsync(id)).ReadOutputAs<int[]>().ShouldBe(Enumerable.Range(0, 180));
    }

    private Task<DurableApp> StartAsync() => DurableApp.StartAsync(azurite, typeof(Functions));

    public sealed class Functions(Recorder recorder)
    {
        [Function("ThreeSteps")]
        public static async Task<int> ThreeSteps([OrchestrationTrigger] TaskOrchestrationContext context, int number)
        {
            for (var i = 0; i < 3; i++)
                number = await context.CallActivityAsync<int>("Add", number);
            return number;
        }

        [Function("Sleep")]
        public static Task Sleep([OrchestrationTrigger] TaskOrchestrationContext context, int seconds) =>
            context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None);

        [Function("FanOut")]
        public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int count) =>
            (await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync<int>("Add", i - 1)))).Sum();

        [Function("Echo")]
        public static async Task<string> Echo([OrchestrationTrigger] TaskOrchestrationContext context, string text) =>
            await context.CallSubOrchestratorAsync<string>("EchoChild", await context.CallActivityAsync<string>("Same", text));

        [Function("EchoChild")]
        public static string EchoChild([OrchestrationTrigger] TaskOrchestrationContext context, string text) => text;

        [Function("TooMuch")]
        public static Task TooMuch([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Much");

        [Function("TakeAll")]
        public static async Task<List<int>> TakeAll([OrchestrationTrigger] TaskOrchestrationContext context, int count)
        {
            await context.WaitForExternalEvent<object>("begin");
            var items = new List<int>();
            while (items.Count < count)
                items.Add(await context.WaitForExternalEvent<int>("item"));
            return items;
        }

        [Function("Add")]
        public int Add([ActivityTrigger] int number)
        {
            recorder.Add("add");
            return number + 1;
        }

        [Function("Same")]
        public static string Same([ActivityTrigger] string text) => text;

        [Function("Much")]
        public static string Much([ActivityTrigger] string? input) => new('x', 1_000_000);
    }
}
