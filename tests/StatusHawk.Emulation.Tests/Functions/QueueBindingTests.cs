using System.Text;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace StatusHawk.Emulation.Tests.Functions;

public class QueueBindingTests(Azurite azurite)
{
    private readonly string _queueName = $"q{Guid.NewGuid():N}";

    [Theory]
    [InlineData(typeof(AsString), "héllo", "héllo")]
    [InlineData(typeof(AsBytes), "héllo", "68C3A96C6C6F")]
    [InlineData(typeof(AsBinaryData), "héllo", "héllo")]
    [InlineData(typeof(AsMessage), "héllo", "1 héllo")]
    [InlineData(typeof(AsObject), """{ "name": "hawk", "COUNT": 3 }""", "hawk 3")]
    [InlineData(typeof(AsList), "[1, 2, 3]", "1 2 3")]
    [InlineData(typeof(AsStatic), "x", "static x")]
    public async Task A_message_binds_to_the_type_of_the_parameter(Type function, string message, string expected)
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync(message);

        await using var app = await FunctionApp.StartAsync([function], FunctionApp.Settings(azurite, _queueName), Configure);

        await app.Recorder.SeesAsync(expected);
        await Eventually.HoldsAsync(queue, messages: 0);
    }

    [Fact]
    public async Task Base64_is_the_default_and_is_undone()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("plain")));

        await using var app = await FunctionApp.StartAsync(
            [typeof(AsString)], FunctionApp.Settings(azurite, _queueName), Configure, """{ "version": "2.0" }""");

        await app.Recorder.SeesAsync("plain");
    }

    [Fact]
    public async Task The_context_tells_of_the_message()
    {
        var queue = await azurite.QueueAsync(_queueName);
        var sent = (await queue.SendMessageAsync("hello")).Value;

        await using var app = await FunctionApp.StartAsync([typeof(WithContext)], FunctionApp.Settings(azurite, _queueName), Configure);

        await app.Recorder.SeesAsync($"{sent.MessageId} 1");
        await app.Recorder.SeesAsync("trigger hello");
        var inserted = app.Recorder.Entries.Single(e => e.StartsWith("inserted ", StringComparison.Ordinal))["inserted ".Length..];
        JsonSerializer.Deserialize<DateTimeOffset>(inserted).ShouldBe(sent.InsertionTime);
    }

    [Fact]
    public async Task Binding_data_binds_by_name()
    {
        var queue = await azurite.QueueAsync(_queueName);
        var sent = (await queue.SendMessageAsync("hello")).Value;

        await using var app = await FunctionApp.StartAsync([typeof(ByName)], FunctionApp.Settings(azurite, _queueName), Configure);

        await app.Recorder.SeesAsync($"{sent.MessageId} 1 {sent.InsertionTime:O}");
    }

    [Fact]
    public async Task Json_is_read_by_the_options_of_the_app()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("""{ "some_name": "snake" }""");

        await using var app = await FunctionApp.StartAsync([typeof(AsSnake)], FunctionApp.Settings(azurite, _queueName), builder =>
            builder.Services.Configure<JsonSerializerOptions>(json => json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower));

        await app.Recorder.SeesAsync("snake");
    }

    [Fact]
    public async Task Middleware_runs_around_queue_functions_too()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("x");

        await using var app = await FunctionApp.StartAsync(
            [typeof(AsString)], FunctionApp.Settings(azurite, _queueName), builder => builder.UseMiddleware<Naming>());

        await app.Recorder.SeesAsync("queueTrigger AsString");
        await app.Recorder.SeesAsync("x");
    }

    [Theory]
    [InlineData("one", "", "a message")]
    [InlineData("many", "", "first|second|{\"Name\":\"third\",\"Count\":3}")]
    [InlineData("none", "", "")]
    [InlineData("several", "accepted", "from a property")]
    public async Task What_is_returned_goes_to_a_queue(string path, string body, string messages)
    {
        var queue = await azurite.QueueAsync(_queueName, create: false);
        await using var app = await FunctionApp.StartAsync([typeof(Sending)], FunctionApp.Settings(azurite, _queueName));

        (await app.GetAsync(path)).ShouldBe(body);

        // The response may be here before the messages are sent.
        var received = new List<string>();
        await Eventually.TrueAsync(
            async () =>
            {
                if (await queue.ExistsAsync())
                    received.AddRange((await queue.ReceiveMessagesAsync(32)).Value.Select(m => m.Body.ToString()));
                return string.Join('|', received) == messages;
            },
            $"messages {messages}");
    }

    [Fact]
    public async Task A_function_that_fails_sends_nothing()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await using var app = await FunctionApp.StartAsync([typeof(Sending)], FunctionApp.Settings(azurite, _queueName));

        (await app.SendAsync(HttpMethod.Get, "fails")).StatusCode.ShouldBe(System.Net.HttpStatusCode.InternalServerError);

        (await queue.ReceiveMessagesAsync()).Value.ShouldBeEmpty();
    }

    private static void Configure(FunctionsApplicationBuilder builder) => builder.ConfigureFunctionsWebApplication();

    public sealed record Thing(string Name, int Count);

    public sealed record Snake(string SomeName);

    public sealed class Naming(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            recorder.Add($"{context.FunctionDefinition.InputBindings.Values.Single().Type} {context.FunctionDefinition.Name}");
            return next(context);
        }
    }

    public sealed class AsString(Recorder recorder)
    {
        [Function("AsString")]
        public void Run([QueueTrigger("%Queue%")] string message) => recorder.Add(message);
    }

    public sealed class AsBytes(Recorder recorder)
    {
        [Function("AsBytes")]
        public void Run([QueueTrigger("%Queue%")] byte[] message) => recorder.Add(Convert.ToHexString(message));
    }

    public sealed class AsBinaryData(Recorder recorder)
    {
        [Function("AsBinaryData")]
        public Task Run([QueueTrigger("%Queue%")] BinaryData message)
        {
            recorder.Add(message.ToString());
            return Task.CompletedTask;
        }
    }

    public sealed class AsMessage(Recorder recorder)
    {
        [Function("AsMessage")]
        public void Run([QueueTrigger("%Queue%")] QueueMessage message) => recorder.Add($"{message.DequeueCount} {message.Body}");
    }

    public sealed class AsObject(Recorder recorder)
    {
        [Function("AsObject")]
        public void Run([QueueTrigger("%Queue%")] Thing message) => recorder.Add($"{message.Name} {message.Count}");
    }

    public sealed class AsList(Recorder recorder)
    {
        [Function("AsList")]
        public void Run([QueueTrigger("%Queue%")] List<int> message) => recorder.Add(string.Join(' ', message));
    }

    public sealed class AsSnake(Recorder recorder)
    {
        [Function("AsSnake")]
        public void Run([QueueTrigger("%Queue%")] Snake message) => recorder.Add(message.SomeName);
    }

    public static class AsStatic
    {
        [Function("AsStatic")]
        public static void Run([QueueTrigger("%Queue%", Connection = "Storage")] string message, FunctionContext context) =>
            context.InstanceServices.GetRequiredService<Recorder>().Add($"static {message}");
    }

    public sealed class WithContext(Recorder recorder)
    {
        [Function("WithContext")]
        public void Run([QueueTrigger("%Queue%")] string message, FunctionContext context)
        {
            var data = context.BindingContext.BindingData;
            recorder.Add($"{data["id"]} {data["DequeueCount"]}");
            recorder.Add($"trigger {data["QueueTrigger"]}");
            recorder.Add($"inserted {data["InsertionTime"]}");
            data["PopReceipt"].ShouldNotBeNull();
            data["ExpirationTime"].ShouldNotBeNull();
            data["NextVisibleTime"].ShouldNotBeNull();
        }
    }

    public sealed class ByName(Recorder recorder)
    {
        [Function("ByName")]
        public void Run([QueueTrigger("%Queue%")] string message, string id, long dequeueCount, DateTimeOffset insertionTime) =>
            recorder.Add($"{id} {dequeueCount} {insertionTime:O}");
    }

    public static class Sending
    {
        [Function("One")]
        [QueueOutput("%Queue%")]
        public static string One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "one")] HttpRequest request) => "a message";

        [Function("Many")]
        [QueueOutput("%Queue%")]
        public static async Task<object[]> Many([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "many")] HttpRequest request)
        {
            await Task.Yield();
            return ["first", Encoding.UTF8.GetBytes("second"), new Thing("third", 3)];
        }

        [Function("None")]
        [QueueOutput("%Queue%")]
        public static string? None([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "none")] HttpRequest request) => null;

        [Function("Several")]
        public static Outputs Several([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "several")] HttpRequest request) =>
            new() { Answer = new ContentResult { Content = "accepted" }, Message = "from a property" };

        [Function("Fails")]
        [QueueOutput("%Queue%")]
        public static string Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request) =>
            throw new InvalidOperationException("on purpose");
    }

    public sealed class Outputs
    {
        [HttpResult]
        public IActionResult? Answer { get; init; }

        [QueueOutput("%Queue%")]
        public string? Message { get; init; }
    }
}
