using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

/// <summary>An orchestration of every kind of step comes to the same result however often and wherever its host is killed.</summary>
public class CrashTests(Azurite azurite)
{
    private const int Crashes = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_run_that_is_killed_at_any_point_comes_to_the_same_result(int seed)
    {
        var settings = await DurableApp.SettingsAsync(azurite, ("Emulation:DurableVisibilityTimeout", "00:00:00.6"));
        var recorder = new Recorder();
        var random = new Random(seed);
        var app = await DurableApp.StartAsync(settings, [typeof(Functions)], recorder);
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("Rounds", new Round(6, 0), new StartOrchestrationOptions("rounds"));
        await app.Client.RaiseEventAsync(id, "bonus", 1000);
        for (var crash = 0; crash < Crashes; crash++)
        {
            await Task.Delay(random.Next(5, 900));
            await app.CrashAsync();
            await app.DisposeAsync();
            app = await DurableApp.StartAsync(settings, [typeof(Functions)], recorder);
        }

        // Each round: 1 + 2 + … + 5, 7 of the child, and 1000 once.
        (await app.EndAsync(id)).SerializedOutput.ShouldBe($"{(6 * (15 + 7)) + 1000}");
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Running_every_activity_twice_changes_no_result()
    {
        var settings = await DurableApp.SettingsAsync(azurite, ("Emulation:DurableDuplicateActivities", "true"));
        await using var app = await DurableApp.StartAsync(settings, [typeof(Functions)]);
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("Rounds", new Round(2, 0));
        await app.Client.RaiseEventAsync(id, "bonus", 1000);

        (await app.EndAsync(id)).SerializedOutput.ShouldBe($"{(2 * (15 + 7)) + 1000}");
        await app.Recorder.SeesAsync("add 3", times: 4);
        app.Recorder.Count("add 3").ShouldBe(4);
    }

    public sealed record Round(int Left, int Sum);

    public sealed class Functions(Recorder recorder)
    {
        [Function("Rounds")]
        public static async Task<int> Rounds([OrchestrationTrigger] TaskOrchestrationContext context, Round round)
        {
            var sum = round.Sum;
            for (var i = 1; i <= 2; i++)
                sum += await context.CallActivityAsync<int>("Add", i);
            await context.CreateTimer(TimeSpan.FromMilliseconds(30), CancellationToken.None);
            sum += (await Task.WhenAll(Enumerable.Range(3, 3).Select(i => context.CallActivityAsync<int>("Add", i)))).Sum();
            sum += await context.CallSubOrchestratorAsync<int>("Child", 7);
            if (round.Left == 1)
                return sum + await context.WaitForExternalEvent<int>("bonus");
            context.ContinueAsNew(new Round(round.Left - 1, sum));
            return 0;
        }

        [Function("Child")]
        public static Task<int> Child([OrchestrationTrigger] TaskOrchestrationContext context, int number) =>
            context.CallActivityAsync<int>("Add", number);

        [Function("Add")]
        public async Task<int> Add([ActivityTrigger] int number)
        {
            recorder.Add($"add {number}");
            await Task.Delay(5);
            return number;
        }
    }
}
