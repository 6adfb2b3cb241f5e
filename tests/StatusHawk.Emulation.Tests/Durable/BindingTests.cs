using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

public class BindingTests(Azurite azurite)
{
    [Fact]
    public async Task A_function_of_another_trigger_gets_the_client()
    {
        var settings = await DurableApp.SettingsAsync(azurite);
        await using var app = await FunctionApp.StartAsync([typeof(Starting), typeof(Orchestrators)], settings);

        (await app.GetAsync("start")).ShouldBe("\"hello\"");
    }

    [Fact]
    public async Task Middleware_runs_around_activities_and_each_replay_of_an_orchestrator()
    {
        var settings = await DurableApp.SettingsAsync(azurite);
        await using var app = await FunctionApp.StartAsync([typeof(Starting), typeof(Orchestrators)], settings, builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware<Noting>();
        });

        await app.GetAsync("start");

        // Storage that was slow to answer makes the hub do again what it cannot know to be done: at least once is what it promises.
        app.Recorder.Entries.Take(4).ShouldBe(["Start", "Hello", "Say", "Hello"]);
        app.Recorder.Entries.Skip(4).ShouldBeSubsetOf(["Say", "Hello"]);
    }

    [Fact]
    public async Task An_app_without_durable_functions_needs_no_storage_for_them()
    {
        await using var app = await FunctionApp.StartAsync([typeof(Plain)], FunctionApp.Settings(null));

        (await app.GetAsync("plain")).ShouldBe("plain");
    }

    [Theory]
    [InlineData(typeof(OfAnotherHub), "DurableClientAttribute.TaskHub")]
    [InlineData(typeof(OfAnotherAccount), "DurableClientAttribute.ConnectionName")]
    [InlineData(typeof(NotAClient), "DurableClientAttribute on 'client' of type System.String")]
    [InlineData(typeof(NotAContext), "Parameter 'input' of type System.String")]
    [InlineData(typeof(SameName), "The durable name 'twice' is used more than once: One, Two.")]
    public async Task What_cannot_be_bound_is_refused_at_start(Type functions, string reason)
    {
        var refused = await FunctionApp.RefusedAsync([functions], await DurableApp.SettingsAsync(azurite));

        refused.Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("hubName", "1st", "it must be a letter, then 2 to 44 letters and digits")]
    [InlineData("hubName", "with-dash", "it must be a letter, then 2 to 44 letters and digits")]
    [InlineData("storageProvider:controlQueueVisibilityTimeout", "00:00:30", "must be between 00:01:00")]
    [InlineData("maxConcurrentActivityFunctions", "0", "must be between 1")]
    public async Task A_setting_out_of_range_is_refused_at_start(string name, string value, string reason)
    {
        var settings = await DurableApp.SettingsAsync(azurite, ($"AzureFunctionsJobHost:extensions:durableTask:{name}", value));

        (await FunctionApp.RefusedAsync([typeof(Orchestrators)], settings)).Message.ShouldContain(reason);
    }

    public sealed class Noting(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            recorder.Add(context.FunctionDefinition.Name);
            return next(context);
        }
    }

    public static class Starting
    {
        [Function("Start")]
        public static async Task<IResult> Start(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "start")] HttpRequest request, [DurableClient] DurableTaskClient client)
        {
            var id = await client.ScheduleNewOrchestrationInstanceAsync("Hello");
            var end = await client.WaitForInstanceCompletionAsync(id, true);
            return Results.Text(end.SerializedOutput);
        }
    }

    public static class Orchestrators
    {
        [Function("Hello")]
        public static Task<string> Hello([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Say");

        [Function("Say")]
        public static string Say([ActivityTrigger] string? input) => "hello";
    }

    public static class Plain
    {
        [Function("Plain")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain")] HttpRequest request) => Results.Text("plain");
    }

    public static class OfAnotherHub
    {
        [Function("Starts")]
        public static void Starts([QueueTrigger("q")] string message, [DurableClient(TaskHub = "Other")] DurableTaskClient client)
        {
        }
    }

    public static class OfAnotherAccount
    {
        [Function("Starts")]
        public static void Starts([QueueTrigger("q")] string message, [DurableClient(ConnectionName = "Other")] DurableTaskClient client)
        {
        }
    }

    public static class NotAClient
    {
        [Function("Starts")]
        public static void Starts([QueueTrigger("q")] string message, [DurableClient] string client)
        {
        }
    }

    public static class NotAContext
    {
        [Function("Orchestrates")]
        public static void Orchestrates([OrchestrationTrigger] string input)
        {
        }
    }

    public static class SameName
    {
        [Function("One")]
        public static void One([OrchestrationTrigger(Orchestration = "Twice")] TaskOrchestrationContext context)
        {
        }

        [Function("Two")]
        public static void Two([OrchestrationTrigger(Orchestration = "twice")] TaskOrchestrationContext context)
        {
        }
    }
}
