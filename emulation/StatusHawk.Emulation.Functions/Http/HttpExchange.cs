using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Functions.Http;

/// <summary>The middleware that shows the request to what comes after it, and writes the result as the response.</summary>
internal static class HttpExchange
{
    /// <summary>Under which the platform's worker keeps the request among the items of the context.</summary>
    public const string HttpContextKey = "HttpRequestContext";

    public static FunctionExecutionDelegate Around(FunctionExecutionDelegate next) => async context =>
    {
        var invocation = FunctionInvocation.Of(context);
        if (invocation.TriggerValue is not HttpContext http)
        {
            await next(context);
            return;
        }

        context.Items.Add(HttpContextKey, http);
        var outer = http.RequestServices;
        http.RequestServices = context.InstanceServices;
        try
        {
            await next(context);
            await WriteAsync(invocation.Function.Outputs.AnswerIn(invocation.Returned), http);
        }
        finally
        {
            http.RequestServices = outer;
        }
    };

    private static Task WriteAsync(object? result, HttpContext http) => result switch
    {
        IActionResult action => action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        IResult response => response.ExecuteAsync(http),
        _ => Task.CompletedTask,
    };
}
