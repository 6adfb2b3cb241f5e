using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

public class StepTests(Azurite azurite)
{
    [Theory]
    [InlineData("GreetAll", """["Hello ann!","Hello bob!"]""")]
    [InlineData("GreetAllByContext", """["Hello ann!","Hello bob!"]""")]
    [InlineData("OnInstance", "\"greeted\"")]
    [InlineData("CallOthers", "\"Hello ann! in call-others-child, called by call-others\"")]
    public async Task An_orchestration_calls_and_returns(string name, string output)
    {
        await using var app = await DurableApp.StartAsync(azurite, typeof(Orchestrators), typeof(Activities));

        (await app.RunAsync(name, new[] { "ann", "bob" }, name == "CallOthers" ? "call-others" : null)).ShouldBe(output);
    }

    [Fact]
    public async Task An_activity_may_take_its_context_a_token_and_the_instance_that_called()
    {
        await using var app = await DurableApp.StartAsync(azurite, typeof(Orchestrators), typeof(Activities));

        (await app.RunAsync("AskWho", id: "who")).ShouldBe("\"Who who open\"");
    }

    [Fact]
    public async Task Fields_are_read_and_written_like_properties()
    {
        await using var app = await DurableApp.StartAsync(azurite, typeof(Orchestrators), typeof(Activities));

        (await app.RunAsync("Double", new Pair { Field = 2, Property = 3 })).ShouldBe("""{"Property":6,"Field":4}""");
    }

    [Fact]
    public async Task Each_step_replays_the_steps_before_it_and_logs_once()
    {
        await using var app = await DurableApp.StartAsync(azurite, typeof(Orchestrators), typeof(Activities));

        await app.RunAsync("Replayed");

        app.Recorder.Entries.Count(entry => entry.StartsWith("top ", StringComparison.Ordinal)).ShouldBe(4);
        app.Recorder.Entries.Where(entry => entry.StartsWith("top ", StringComparison.Ordinal)).Distinct().Count()
            .ShouldBe(2, "the time and the id are the same in each replay, and only the first is none");
        app.Recorder.Entries.Where(entry => entry.StartsWith("live ", StringComparison.Ordinal)).ShouldBe(["live 0", "live 1", "live 2", "live 3"]);
        app.Recorder.Entries.Where(entry => entry.StartsWith("Information: log ", StringComparison.Ordinal)).Select(entry => entry[^1]).ShouldBe("0123");
    }

    [Fact]
    public async Task A_timer_fires_after_its_time_and_a_cancelled_one_not()
    {
        await using var app = await DurableApp.StartAsync(azurite, typeof(Orchestrators), typeof(Activities));

        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync("Timed"));

        end.ReadOutputAs<double>().ShouldBeGreaterThanOrEqualTo(0.4);
        end.LastUpdatedAt.ShouldBeGreaterThanOrEqualTo(end.CreatedAt + TimeSpan.FromSeconds(0.4));
    }

    [Fact]
    public async Task New_ids_are_uuids_of_version_5_and_differ()
    {
        await using var app = await DurableApp.StartAsync(azurite, typeof(Orchestrators), typeof(Activities));

        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync("NewIds"));

        var ids = end.ReadOutputAs<Guid[]>()!;
        ids.Distinct().Count().ShouldBe(3);
        ids.ShouldAllBe(id => id.Version == 5);
    }

    public sealed class Pair
    {
        public int Field;

        public int Property { get; set; }
    }

    public sealed class Orchestrators(Recorder recorder)
    {
        [Function("GreetAll")]
        public static async Task<List<string>> GreetAll([OrchestrationTrigger] TaskOrchestrationContext context, string[] names)
        {
            var greetings = new List<string>();
            foreach (var name in names)
                greetings.Add(await context.CallActivityAsync<string>("Greet", name));
            return greetings;
        }

        [Function("GreetAllByContext")]
        public static async Task<string[]> GreetAllByContext([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await Task.WhenAll(context.GetInput<string[]>()!.Select(name => context.CallActivityAsync<string>("Greet", name)));

        [Function("OnInstance")]
        public async Task<string> OnInstance([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("greet", "in any case");
            return "greeted";
        }

        [Function("CallOthers")]
        public static Task<string> CallOthers([OrchestrationTrigger] TaskOrchestrationContext context, string[] names) =>
            context.CallSubOrchestratorAsync<string>("Child", names[0], new TaskOptions().WithInstanceId(context.InstanceId + "-child"));

        [Function("Child")]
        public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context, string name) =>
            $"{await context.CallActivityAsync<string>("Greet", name)} in {context.InstanceId}, called by {context.Parent!.InstanceId}";

        [Function("AskWho")]
        public static Task<string> AskWho([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Who");

        [Function("Double")]
        public static Task<Pair> Double([OrchestrationTrigger] TaskOrchestrationContext context, Pair pair) =>
            context.CallActivityAsync<Pair>("DoublePair", pair);

        [Function("Replayed")]
        public async Task Replayed([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var logger = context.CreateReplaySafeLogger<Orchestrators>();
            recorder.Add($"top {context.CurrentUtcDateTime:O} {context.NewGuid()} {context.IsReplaying}");
            for (var i = 0; i < 4; i++)
            {
                if (!context.IsReplaying)
                    recorder.Add($"live {i}");
                logger.LogInformation("log {Number}", i);
                if (i < 3)
                    await context.CallActivityAsync("Greet", "you");
            }
        }

        [Function("Timed")]
        public static async Task<double> Timed([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var before = context.CurrentUtcDateTime;
            using var cancel = new CancellationTokenSource();
            var cancelled = context.CreateTimer(TimeSpan.FromDays(40), cancel.Token);
            await context.CreateTimer(TimeSpan.FromSeconds(0.4), CancellationToken.None);
            cancel.Cancel();
            cancelled.IsCanceled.ShouldBeTrue();
            return (context.CurrentUtcDateTime - before).TotalSeconds;
        }

        [Function("NewIds")]
        public static async Task<Guid[]> NewIds([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = new[] { context.NewGuid(), context.NewGuid() };
            await context.CallActivityAsync("Greet", "you");
            return [.. first, context.NewGuid()];
        }
    }

    public sealed class Activities
    {
        [Function("Greet")]
        public string Greet([ActivityTrigger] string name) => $"Hello {name}!";

        [Function("Who")]
        public static async Task<string> Who(
            [ActivityTrigger] string? input, FunctionContext context, string instanceId, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return $"{context.FunctionDefinition.Name} {instanceId} {(cancellationToken.IsCancellationRequested ? "closed" : "open")}{input}";
        }

        [Function("DoublePair")]
        public static Pair DoublePair([ActivityTrigger] Pair pair) => new() { Field = 2 * pair.Field, Property = 2 * pair.Property };
    }
}
