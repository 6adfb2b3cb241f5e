using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

public class FailureTests(Azurite azurite)
{
    [Fact]
    public async Task A_failed_activity_is_caught_with_its_type_its_message_and_its_cause()
    {
        await using var app = await StartAsync();

        (await app.RunAsync("Catching")).ShouldBe(
            "\"Fails System.InvalidOperationException broken System.IO.FileNotFoundException InvalidOperation-True Exception-True Argument-False File-True\"");
    }

    [Fact]
    public async Task What_an_orchestrator_throws_makes_it_fail()
    {
        await using var app = await StartAsync();

        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync("Throwing"));

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorType.ShouldBe("System.DivideByZeroException");
        end.FailureDetails.ErrorMessage.ShouldBe("on purpose");
    }

    [Fact]
    public async Task A_failure_that_nobody_catches_tells_of_the_activity()
    {
        await using var app = await StartAsync();

        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync("NotCatching"));

        end.FailureDetails!.IsCausedBy<TaskFailedException>().ShouldBeTrue();
        end.FailureDetails.InnerFailure!.ErrorType.ShouldBe("System.InvalidOperationException");
    }

    [Fact]
    public async Task A_failed_sub_orchestration_fails_its_caller()
    {
        await using var app = await StartAsync();

        (await app.RunAsync("CatchingChild")).ShouldBe("\"Throwing: System.DivideByZeroException\"");
    }

    [Fact]
    public async Task A_sub_orchestration_of_an_id_that_runs_fails()
    {
        await using var app = await StartAsync();
        await app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", new StartOrchestrationOptions("busy"));

        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync("CallingBusy"));

        end.FailureDetails!.InnerFailure!.ErrorMessage.ShouldBe("The instance busy exists already and has not ended.");
        (await app.Client.GetInstanceAsync("busy"))!.IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task A_sub_orchestration_that_is_terminated_fails_its_caller()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("CallingBusy");
        await app.IsAsync("busy", OrchestrationRuntimeStatus.Running);
        await app.Client.TerminateInstanceAsync("busy");

        (await app.EndAsync(id)).FailureDetails!.InnerFailure!.ErrorMessage.ShouldBe("The sub-orchestration was terminated.");
    }

    [Theory]
    [InlineData("Retrying", 3, "\"done after 3\"")]
    [InlineData("GivingUp", 2, "\"gave up\"")]
    [InlineData("NotHandled", 1, "\"gave up\"")]
    [InlineData("Asking", 3, "\"done after 3\"")]
    [InlineData("RetryingChild", 3, "\"done after 3\"")]
    public async Task A_failed_task_is_tried_again_as_its_options_say(string name, int attempts, string output)
    {
        await using var app = await StartAsync();

        (await app.RunAsync(name)).ShouldBe(output);

        app.Recorder.Count("attempt").ShouldBe(attempts);
    }

    [Fact]
    public async Task An_activity_that_is_no_function_fails()
    {
        await using var app = await StartAsync();

        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync("CallingNothing"));

        end.FailureDetails!.InnerFailure!.ErrorMessage.ShouldContain("The function 'Nothing' doesn't exist");
    }

    [Theory]
    [InlineData("Delaying")]
    [InlineData("DelayingBesideATimer")]
    [InlineData("OnAnotherThread")]
    public async Task An_orchestrator_that_awaits_what_is_not_durable_fails(string name)
    {
        await using var app = await StartAsync();

        var end = await app.EndAsync(await app.Client.ScheduleNewOrchestrationInstanceAsync(name));

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorMessage.ShouldContain("may await nothing but what its context gives");
    }

    private Task<DurableApp> StartAsync() => DurableApp.StartAsync(azurite, typeof(Orchestrators), typeof(Activities));

    public static class Orchestrators
    {
        private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

        [Function("Catching")]
        public static async Task<string> Catching([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var failed = await Thrown.ByAsync<TaskFailedException>(context.CallActivityAsync("Fails"));
            var details = failed.FailureDetails;
            return $"{failed.TaskName} {details.ErrorType} {details.ErrorMessage} {details.InnerFailure!.ErrorType}"
                + $" InvalidOperation-{details.IsCausedBy<InvalidOperationException>()} Exception-{details.IsCausedBy<Exception>()}"
                + $" Argument-{details.IsCausedBy<ArgumentException>()} File-{details.InnerFailure.IsCausedBy<IOException>()}";
        }

        [Function("Throwing")]
        public static Task Throwing([OrchestrationTrigger] TaskOrchestrationContext context) =>
            throw new DivideByZeroException("on purpose");

        [Function("NotCatching")]
        public static Task NotCatching([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Fails");

        [Function("CatchingChild")]
        public static async Task<string> CatchingChild([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var failed = await Thrown.ByAsync<TaskFailedException>(context.CallSubOrchestratorAsync("Throwing"));
            return $"{failed.TaskName}: {failed.FailureDetails.ErrorType}";
        }

        [Function("Retrying")]
        public static Task<string> Retrying([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("FailsTwice", TaskOptions.FromRetryPolicy(new RetryPolicy(5, Soon, 2)));

        [Function("GivingUp")]
        public static Task<string> GivingUp([OrchestrationTrigger] TaskOrchestrationContext context) =>
            OrGiveUpAsync(context.CallActivityAsync<string>("FailsTwice", new TaskOptions(new RetryPolicy(2, Soon))));

        [Function("NotHandled")]
        public static Task<string> NotHandled([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var policy = new RetryPolicy(5, Soon) { HandleFailure = failure => failure.IsCausedBy<ArgumentException>() };
            return OrGiveUpAsync(context.CallActivityAsync<string>("FailsTwice", TaskOptions.FromRetryPolicy(policy)));
        }

        [Function("Asking")]
        public static Task<string> Asking([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("FailsTwice", TaskOptions.FromRetryHandler(async retry =>
            {
                await retry.OrchestrationContext.CreateTimer(Soon, retry.CancellationToken);
                return retry.LastAttemptNumber < 5 && retry.LastFailure.IsCausedBy<InvalidOperationException>();
            }));

        [Function("RetryingChild")]
        public static Task<string> RetryingChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallSubOrchestratorAsync<string>("Attempting", TaskOptions.FromRetryPolicy(new RetryPolicy(5, Soon)));

        [Function("Attempting")]
        public static Task<string> Attempting([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("FailsTwice");

        [Function("Waiting")]
        public static Task Waiting([OrchestrationTrigger] TaskOrchestrationContext context) => context.WaitForExternalEvent<object>("go");

        [Function("CallingBusy")]
        public static Task CallingBusy([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallSubOrchestratorAsync("Waiting", new TaskOptions().WithInstanceId("busy"));

        [Function("CallingNothing")]
        public static Task CallingNothing([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Nothing");

        [Function("Delaying")]
        public static Task Delaying([OrchestrationTrigger] TaskOrchestrationContext context) => Task.Delay(20);

        [Function("DelayingBesideATimer")]
        public static async Task DelayingBesideATimer([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.WhenAny(Task.Delay(20), context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None));
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        }

        [Function("OnAnotherThread")]
        public static async Task OnAnotherThread([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.Delay(20).ConfigureAwait(false);
            await context.CallActivityAsync("Fails");
        }

        private static async Task<string> OrGiveUpAsync(Task<string> task)
        {
            try
            {
                return await task;
            }
            catch (TaskFailedException)
            {
                return "gave up";
            }
        }
    }

    public sealed class Activities(Recorder recorder)
    {
        [Function("Fails")]
        public static void Fails([ActivityTrigger] string? input) =>
            throw new InvalidOperationException("broken", new FileNotFoundException("missing"));

        [Function("FailsTwice")]
        public async Task<string> FailsTwice([ActivityTrigger] string? input)
        {
            await Task.Yield();
            recorder.Add("attempt");
            return recorder.Count("attempt") is var count and > 2 ? $"done after {count}" : throw new InvalidOperationException("not yet");
        }
    }
}
