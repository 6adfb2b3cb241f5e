using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Tests.Functions;

public class MiddlewareTests
{
    [Fact]
    public async Task Middleware_runs_around_the_function_in_the_order_it_was_added()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<First>().UseMiddleware<Second>());

        await app.GetAsync("ok");

        app.Recorder.Entries.ShouldBe(["first in", "second in", "function", "second out", "first out"]);
    }

    [Fact]
    public async Task Middleware_may_answer_without_the_function()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<Refusing>().UseMiddleware<First>());

        var response = await app.SendAsync(HttpMethod.Get, "ok");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).ShouldBe("who are you?");
        app.Recorder.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Middleware_may_turn_a_failure_into_an_answer()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<Catching>());

        var response = await app.SendAsync(HttpMethod.Get, "fails");

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Middleware_sees_what_the_function_returned_and_may_put_another_in_its_place()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<Replacing>());

        (await app.SendAsync(HttpMethod.Get, "answers")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        app.Recorder.Entries.ShouldBe(["before: ", "function", "after: NoContentResult"]);
    }

    [Theory]
    [InlineData("ok", "function")]
    [InlineData("other", "first in,other,first out")]
    public async Task Middleware_may_be_for_some_functions_only(string path, string entries)
    {
        await using var app = await StartAsync(builder => builder.UseWhen<First>(context => context.FunctionDefinition.Name == "Other"));

        await app.GetAsync(path);

        string.Join(',', app.Recorder.Entries).ShouldBe(entries);
    }

    [Fact]
    public async Task Middleware_added_before_the_web_application_sees_no_request()
    {
        await using var app = await FunctionApp.StartAsync([typeof(Target)], FunctionApp.Settings(null), builder =>
        {
            builder.UseMiddleware<Looking>();
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware<LookingAgain>();
        });

        await app.GetAsync("ok");

        app.Recorder.Entries.ShouldBe(["before: False", "after: True", "function"]);
    }

    [Fact]
    public void Nothing_can_be_added_once_the_app_is_built()
    {
        var builder = FunctionsApplication.CreateBuilder(new FunctionsApplicationSettings { HostJson = FunctionApp.FastHostJson });
        builder.Build();

        Should.Throw<InvalidOperationException>(() => builder.Use(next => next));
        Should.Throw<InvalidOperationException>(() => builder.Build());
    }

    private static Task<FunctionApp> StartAsync(Action<FunctionsApplicationBuilder> add) =>
        FunctionApp.StartAsync([typeof(Target)], FunctionApp.Settings(null), builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            add(builder);
        });

    public sealed class Target(Recorder recorder)
    {
        [Function("Ok")]
        public void Ok([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ok")] HttpRequest request) => recorder.Add("function");

        [Function("Other")]
        public void Other([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "other")] HttpRequest request) => recorder.Add("other");

        [Function("Answers")]
        public IActionResult Answers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers")] HttpRequest request)
        {
            recorder.Add("function");
            return new NoContentResult();
        }

        [Function("Fails")]
        public void Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request) =>
            throw new InvalidOperationException("on purpose");
    }

    public sealed class First(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            recorder.Add("first in");
            await next(context);
            recorder.Add("first out");
        }
    }

    public sealed class Second(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            recorder.Add("second in");
            await next(context);
            recorder.Add("second out");
        }
    }

    public sealed class Refusing : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var response = context.GetHttpContext()!.Response;
            response.StatusCode = StatusCodes.Status401Unauthorized;
            return response.WriteAsync("who are you?");
        }
    }

    public sealed class Catching : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            try
            {
                await next(context);
            }
            catch (InvalidOperationException)
            {
                context.GetHttpContext()!.Response.StatusCode = StatusCodes.Status409Conflict;
            }
        }
    }

    public sealed class Replacing(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            recorder.Add($"before: {context.GetInvocationResult().Value?.GetType().Name}");
            await next(context);
            recorder.Add($"after: {context.GetInvocationResult().Value?.GetType().Name}");
            context.GetInvocationResult().Value = new StatusCodeResult(StatusCodes.Status410Gone);
        }
    }

    public sealed class Looking(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            recorder.Add($"before: {context.GetHttpContext() is not null}");
            return next(context);
        }
    }

    public sealed class LookingAgain(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            recorder.Add($"after: {context.GetHttpContext() is not null}");
            return next(context);
        }
    }
}
