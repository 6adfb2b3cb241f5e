using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using StatusHawk.Core.Watching;

namespace StatusHawk.Api.Watching;

/// <summary>Counts requests by their route, never by their path: what people ask for must not make metrics grow.</summary>
public sealed class CountRequests(TimeProvider clock) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var began = clock.GetTimestamp();
            var method = new KeyValuePair<string, object?>("method", http.Request.Method);
            var route = new KeyValuePair<string, object?>("route", RouteOf(http) ?? context.FunctionDefinition.Name);

            // Only then is the status known: a function's result is written after all middleware.
            http.Response.OnCompleted(() =>
            {
                Instruments.HttpRequests.Add(1, method, route, new("status", http.Response.StatusCode.ToString(CultureInfo.InvariantCulture)));
                Instruments.HttpRequestDuration.Record(clock.GetElapsedTime(began).TotalSeconds, method, route);
                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    private static string? RouteOf(HttpContext http) => http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } ? "/" + template.TrimStart('/') : null;
}
