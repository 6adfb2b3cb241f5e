using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkerFromBody = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace StatusHawk.Emulation.Tests.Functions;

public class HttpResultTests
{
    [Theory]
    [InlineData("object", 200, "application/json; charset=utf-8", """{"someName":"x"}""")]
    [InlineData("json", 200, "application/json; charset=utf-8", """{"someName":"y"}""")]
    [InlineData("content", 418, "text/plain; charset=utf-8", "short and stout")]
    [InlineData("file", 200, "image/svg+xml", "<svg/>")]
    [InlineData("status", 204, null, "")]
    [InlineData("result", 201, "application/json; charset=utf-8", """{"someName":"z"}""")]
    [InlineData("value-task", 200, "text/plain; charset=utf-8", "awaited")]
    [InlineData("nothing", 202, null, "")]
    [InlineData("written", 200, "text/css", "written by hand")]
    [InlineData("null", 200, null, "")]
    [InlineData("fails", 500, null, "")]
    public async Task A_result_becomes_the_response(string path, int status, string? contentType, string body)
    {
        await using var app = await FunctionApp.StartAsync([typeof(Answers)], FunctionApp.Settings(null));

        var response = await app.SendAsync(HttpMethod.Get, path);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType?.ToString().ShouldBe(contentType);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
    }

    [Theory]
    [InlineData("""{ "someName": "hawk" }""", 200, "hawk")]
    [InlineData("""{ "SOMENAME": "hawk" }""", 200, "hawk")]
    [InlineData("""{ "someName": """, 500, "")]
    public async Task A_body_binds_by_the_json_of_mvc(string json, int status, string body)
    {
        await using var app = await FunctionApp.StartAsync([typeof(Answers)], FunctionApp.Settings(null));

        var response = await app.SendAsync(HttpMethod.Post, "echo", new StringContent(json, Encoding.UTF8, "application/json"));

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
    }

    [Fact]
    public async Task Every_invocation_has_an_instance_and_a_scope_of_its_own()
    {
        await using var app = await FunctionApp.StartAsync([typeof(Scoped)], FunctionApp.Settings(null), builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.Services.AddScoped<Scoped.Visit>();
        });

        var (first, second) = (await app.GetAsync("scoped"), await app.GetAsync("scoped"));

        first.ShouldNotBe(second);
        first.Split(' ').Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_function_learns_that_the_caller_has_gone()
    {
        await using var app = await FunctionApp.StartAsync([typeof(Slow)], FunctionApp.Settings(null));
        using var caller = new HttpClient();
        var asking = caller.GetAsync(new Uri(app.Address, "slow"));
        await app.Recorder.SeesAsync("started");

        caller.CancelPendingRequests();

        await app.Recorder.SeesAsync("cancelled");
        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    [Fact]
    public async Task A_failure_after_the_response_began_breaks_the_connection()
    {
        await using var app = await FunctionApp.StartAsync([typeof(Answers)], FunctionApp.Settings(null));

        await Should.ThrowAsync<HttpRequestException>(() => app.GetAsync("half"));
    }

    [Fact]
    public async Task The_context_tells_of_function_binding_data_and_trace()
    {
        await using var app = await FunctionApp.StartAsync([typeof(Answers)], FunctionApp.Settings(null));
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Address, "context/5?q=1"));
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var response = await FunctionApp.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');
        lines.ShouldContain("name Context");
        lines.ShouldContain($"entry {typeof(Answers).FullName}.Context");
        lines.ShouldContain("input request httpTrigger In");
        lines.ShouldContain("output $return http Out");
        lines.ShouldContain("parameters request,id,context");
        lines.ShouldContain("data 5 1");
        lines.ShouldContain("trace 0af7651916cd43dd8448eb211c80319c");
        lines.ShouldContain("retries 0 0");
    }

    public sealed record Named(string SomeName);

    public static class Answers
    {
        [Function("Object")]
        public static IActionResult Object([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "object")] HttpRequest request) =>
            new OkObjectResult(new Named("x"));

        [Function("Json")]
        public static Task<JsonResult> Json([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "json")] HttpRequest request) =>
            Task.FromResult(new JsonResult(new Named("y")));

        [Function("Content")]
        public static IActionResult Content([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "content")] HttpRequest request) =>
            new ContentResult { Content = "short and stout", StatusCode = 418, ContentType = "text/plain; charset=utf-8" };

        [Function("File")]
        public static FileContentResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "file")] HttpRequest request) =>
            new(Encoding.UTF8.GetBytes("<svg/>"), "image/svg+xml");

        [Function("Status")]
        public static IActionResult Status([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "status")] HttpRequest request) =>
            new StatusCodeResult(204);

        [Function("Result")]
        public static async Task<IResult> Result([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "result")] HttpRequest request)
        {
            await Task.Yield();
            return Results.Json(new Named("z"), statusCode: 201);
        }

        [Function("ValueTask")]
        public static ValueTask<IResult> ValueTask(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "value-task")] HttpRequest request) =>
            new(Results.Text("awaited"));

        [Function("Nothing")]
        public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request) =>
            request.HttpContext.Response.StatusCode = 202;

        [Function("Written")]
        public static Task Written(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "written")] HttpRequest request,
            FunctionContext context)
        {
            var response = context.GetHttpContext()!.Response;
            response.ContentType = "text/css";
            return response.WriteAsync("written by hand");
        }

        [Function("Null")]
        public static IActionResult? Null([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "null")] HttpRequest request) => null;

        [Function("Fails")]
        public static IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request) =>
            throw new InvalidOperationException("on purpose");

        [Function("Half")]
        public static async Task Half([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "half")] HttpRequest request)
        {
            await request.HttpContext.Response.WriteAsync("half");
            await request.HttpContext.Response.Body.FlushAsync();
            throw new InvalidOperationException("on purpose");
        }

        [Function("Echo")]
        public static IResult Echo(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request,
            [WorkerFromBody] Named body) =>
            Results.Text(body.SomeName);

        [Function("Context")]
        public static IResult Context(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context/{id}")] HttpRequest request,
            string id, FunctionContext context)
        {
            var definition = context.FunctionDefinition;
            return Results.Text(string.Join('\n',
            [
                $"name {definition.Name}",
                $"entry {definition.EntryPoint}",
                .. definition.InputBindings.Values.Select(b => $"input {b.Name} {b.Type} {b.Direction}"),
                .. definition.OutputBindings.Values.Select(b => $"output {b.Name} {b.Type} {b.Direction}"),
                $"parameters {string.Join(',', definition.Parameters.Select(p => p.Name))}",
                $"data {context.BindingContext.BindingData["ID"]} {context.BindingContext.BindingData["q"]}",
                $"trace {context.TraceContext.TraceParent.Split('-')[1]}",
                $"retries {context.RetryContext.RetryCount} {context.RetryContext.MaxRetryCount}",
            ]));
        }
    }

    public sealed class Scoped(Scoped.Visit fromConstructor)
    {
        public sealed class Visit
        {
            public string Id { get; } = Guid.NewGuid().ToString("N");
        }

        [Function("Scoped")]
        public IResult Get(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoped")] HttpRequest request,
            FunctionContext context) => Results.Text(
            $"{fromConstructor.Id} {IdIn(context.InstanceServices)} {IdIn(request.HttpContext.RequestServices)}");

        private static string IdIn(IServiceProvider services) => services.GetRequiredService<Visit>().Id;
    }

    public sealed class Slow(Recorder recorder)
    {
        [Function("Slow")]
        public async Task<IResult> Get(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request,
            CancellationToken cancellationToken)
        {
            using var registration = cancellationToken.Register(() => recorder.Add("cancelled"));
            recorder.Add("started");
            await Task.Delay(TimeSpan.FromMinutes(2), cancellationToken);
            return Results.Ok();
        }
    }
}
