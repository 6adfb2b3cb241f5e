using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace StatusHawk.Emulation.Tests.Functions;

public class StartErrorTests
{
    public static TheoryData<Type, Type, string> Mistakes => new()
    {
        { typeof(SameNames), typeof(InvalidOperationException), "'Twice' is used more than once" },
        { typeof(NoTrigger), typeof(InvalidOperationException), "StartErrorTests+NoTrigger.Run) must have one parameter with a trigger" },
        { typeof(TwoTriggers), typeof(InvalidOperationException), "it has 2" },
        { typeof(UnknownTrigger), typeof(NotSupportedException), "StartErrorTests+UnknownTrigger.Run(input)" },
        { typeof(OddParameter), typeof(NotSupportedException), "Parameter 'stream' of type System.IO.Stream" },
        { typeof(OddTriggerType), typeof(NotSupportedException), "Parameter 'time' of type System.Int32" },
        { typeof(UnknownName), typeof(NotSupportedException), "Parameter 'deliveries' of type System.Int32" },
        { typeof(Hidden), typeof(InvalidOperationException), "must be public" },
        { typeof(AsyncVoid), typeof(InvalidOperationException), "async void" },
        { typeof(Abstract), typeof(InvalidOperationException), "abstract class" },
        { typeof(Generic), typeof(InvalidOperationException), "must not be generic" },
        { typeof(PlainValue), typeof(NotSupportedException), "System.String returned by function 'PlainValue'" },
        { typeof(TypedResult), typeof(NotSupportedException), "returned by function 'TypedResult'" },
        { typeof(DroppedValue), typeof(NotSupportedException), "returned by function 'DroppedValue'" },
        { typeof(OutputOfNothing), typeof(InvalidOperationException), "returns nothing" },
        { typeof(OutputOfBinaryData), typeof(NotSupportedException), "System.BinaryData as a QueueOutputAttribute" },
        { typeof(UnknownOutput), typeof(NotSupportedException), "StrangeOutputAttribute" },
        { typeof(MissingSetting), typeof(InvalidOperationException), "Function 'MissingSetting': the setting 'NoSuchQueue'" },
        { typeof(MissingConnection), typeof(InvalidOperationException), "needs the connection string 'Elsewhere'" },
        { typeof(IdentityConnection), typeof(NotSupportedException), "ByIdentity__queueServiceUri" },
        { typeof(BadSchedule), typeof(InvalidOperationException), "'every day' is neither NCRONTAB nor a time span" },
        { typeof(BadConstraint), typeof(InvalidOperationException), "the route 'x/{id:colour}' is not valid" },
        { typeof(BadRoute), typeof(InvalidOperationException), "the route 'x/{id' is not valid" },
        { typeof(LevelKey), typeof(NotSupportedException), "HttpTriggerAttribute(string authLevelKey) on function 'LevelKey'" },
        { typeof(SameRoutes), typeof(InvalidOperationException), "answer the same requests" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_told_at_start(Type functions, Type expected, string message)
    {
        var settings = FunctionApp.Settings(null);
        settings["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        settings["ByIdentity:queueServiceUri"] = "https://x.queue.core.windows.net";

        var thrown = await FunctionApp.RefusedAsync([functions], settings);

        thrown.ShouldBeOfType(expected);
        thrown.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("""{ }""", "version")]
    [InlineData("""{ "version": "1.0" }""", "version")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "batchSize": 33 } } }""", "batchSize")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "utf7" } } }""", "messageEncoding")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "soon" } } }""", "maxPollingInterval")]
    [InlineData("""{ "version": "2.0", "singleton": { "listenerLockPeriod": "00:00:05" } }""", "listenerLockPeriod")]
    public async Task A_mistake_in_host_json_is_told_at_start(string hostJson, string setting)
    {
        var settings = FunctionApp.Settings(null);
        settings["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";

        var thrown = await FunctionApp.RefusedAsync([typeof(Timed)], settings, hostJson);

        thrown.ShouldBeOfType<InvalidOperationException>();
        thrown.Message.ShouldContain(setting);
    }

    [Fact]
    public async Task Without_the_web_application_no_http_function_starts()
    {
        var thrown = await Record.ExceptionAsync(() => FunctionApp.StartAsync([typeof(Fine)], FunctionApp.Settings(null), _ => { }));

        thrown.ShouldBeOfType<NotSupportedException>();
        thrown.Message.ShouldContain("ConfigureFunctionsWebApplication");
    }

    [Fact]
    public async Task A_timer_needs_storage()
    {
        var thrown = await FunctionApp.RefusedAsync([typeof(Timed)], FunctionApp.Settings(null));

        thrown.ShouldBeOfType<InvalidOperationException>();
        thrown.Message.ShouldContain("AzureWebJobsStorage");
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class StrangeTriggerAttribute : TriggerBindingAttribute;

    public sealed class StrangeOutputAttribute : OutputBindingAttribute;

    public static class Fine
    {
        [Function("Fine")]
        public static void Run([HttpTrigger] HttpRequest request) => request.HttpContext.Response.StatusCode = 204;
    }

    public static class Timed
    {
        [Function("Timed")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => timer.ShouldNotBeNull();
    }

    public static class SameNames
    {
        [Function("Twice")]
        public static void One([HttpTrigger(Route = "one")] HttpRequest request) => request.ShouldNotBeNull();

        [Function("twice")]
        public static void Two([HttpTrigger(Route = "two")] HttpRequest request) => request.ShouldNotBeNull();
    }

    public static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(string text) => text.ShouldNotBeNull();
    }

    public static class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([QueueTrigger("a")] string a, [QueueTrigger("b")] string b) => a.ShouldNotBe(b);
    }

    public static class UnknownTrigger
    {
        [Function("UnknownTrigger")]
        public static void Run([StrangeTrigger] string input) => input.ShouldNotBeNull();
    }

    public static class OddParameter
    {
        [Function("OddParameter")]
        public static void Run([HttpTrigger] HttpRequest request, Stream stream) => stream.ShouldNotBeNull();
    }

    public static class OddTriggerType
    {
        [Function("OddTriggerType")]
        public static void Run([TimerTrigger("00:01:00")] int time) => time.ShouldBe(0);
    }

    public static class UnknownName
    {
        [Function("UnknownName")]
        public static void Run([QueueTrigger("q")] string message, int deliveries) => message.ShouldNotBeNull();
    }

    public static class Hidden
    {
        [Function("Hidden")]
        internal static void Run([HttpTrigger] HttpRequest request) => request.ShouldNotBeNull();
    }

    public static class AsyncVoid
    {
        [Function("AsyncVoid")]
        public static async void Run([HttpTrigger] HttpRequest request) => await Task.Yield();
    }

    public abstract class Abstract
    {
        [Function("Abstract")]
        public void Run([HttpTrigger] HttpRequest request) => request.ShouldNotBeNull();
    }

    public static class Generic
    {
        [Function("Generic")]
        public static void Run<T>([HttpTrigger] HttpRequest request) => request.ShouldNotBeNull();
    }

    public static class PlainValue
    {
        [Function("PlainValue")]
        public static string Run([HttpTrigger] HttpRequest request) => "an empty 200 on the platform";
    }

    public static class TypedResult
    {
        [Function("TypedResult")]
        public static ActionResult<string> Run([HttpTrigger] HttpRequest request) => "an empty 200 on the platform";
    }

    public static class DroppedValue
    {
        [Function("DroppedValue")]
        public static Task<string> Run([QueueTrigger("q")] string message) => Task.FromResult(message);
    }

    public static class OutputOfNothing
    {
        [Function("OutputOfNothing")]
        [QueueOutput("q")]
        public static Task Run([HttpTrigger] HttpRequest request) => Task.CompletedTask;
    }

    public static class OutputOfBinaryData
    {
        [Function("OutputOfBinaryData")]
        [QueueOutput("q")]
        public static BinaryData Run([HttpTrigger] HttpRequest request) => new("x");
    }

    public static class UnknownOutput
    {
        [Function("UnknownOutput")]
        [StrangeOutput]
        public static string Run([HttpTrigger] HttpRequest request) => "x";
    }

    public static class MissingSetting
    {
        [Function("MissingSetting")]
        public static void Run([QueueTrigger("a-%NoSuchQueue%")] string message) => message.ShouldNotBeNull();
    }

    public static class MissingConnection
    {
        [Function("MissingConnection")]
        public static void Run([QueueTrigger("q", Connection = "Elsewhere")] string message) => message.ShouldNotBeNull();
    }

    public static class IdentityConnection
    {
        [Function("IdentityConnection")]
        public static void Run([QueueTrigger("q", Connection = "ByIdentity")] string message) => message.ShouldNotBeNull();
    }

    public static class BadSchedule
    {
        [Function("BadSchedule")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer) => timer.ShouldNotBeNull();
    }

    public static class BadConstraint
    {
        [Function("BadConstraint")]
        public static void Run([HttpTrigger(Route = "x/{id:colour}")] HttpRequest request) => request.ShouldNotBeNull();
    }

    public static class BadRoute
    {
        [Function("BadRoute")]
        public static void Run([HttpTrigger(Route = "x/{id")] HttpRequest request) => request.ShouldNotBeNull();
    }

    public static class LevelKey
    {
        [Function("LevelKey")]
        public static void Run([HttpTrigger("get", "post")] HttpRequest request) => request.ShouldNotBeNull();
    }

    public static class SameRoutes
    {
        [Function("One")]
        public static void One(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "x/{id}")] HttpRequest request) => request.ShouldNotBeNull();

        [Function("Two")]
        public static void Two(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "x/{name}")] HttpRequest request) => request.ShouldNotBeNull();
    }
}
