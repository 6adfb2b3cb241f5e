using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using StatusHawk.Core;

namespace StatusHawk.Api.Http;

/// <summary>Answers for a function that threw: what happened is logged and never told.</summary>
public sealed partial class ExceptionAnswers(ILogger<ExceptionAnswers> logger) : IFunctionsWorkerMiddleware
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (context.GetHttpContext() is { } http)
        {
            await AnswerAsync(context, http, e is AggregateException { InnerExceptions: [var inner] } ? inner : e);
        }
    }

    private async Task AnswerAsync(FunctionContext context, HttpContext http, Exception exception)
    {
        // Nobody is left to be told.
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested) return;
        if (IsForNow(exception)) LogUnavailable(context.FunctionDefinition.Name, exception);
        else if (exception is not BadHttpRequestException) LogUnexpected(context.FunctionDefinition.Name, exception);

        if (http.Response.HasStarted)
        {
            // Half an answer must not pass for a whole one.
            http.Abort();
            return;
        }

        http.Response.Clear();
        AnswerHeaders.Set(http.Response.Headers);
        if (IsForNow(exception))
        {
            var wait = (exception as StoreUnavailableException)?.RetryAfter ?? DefaultRetryAfter;
            http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var answer = exception switch
        {
            _ when IsForNow(exception) => Problem.Unavailable(),
            BadHttpRequestException { StatusCode: 413 } => Problem.TooLarge(JsonBody.MaxBytes),
            BadHttpRequestException => Problem.BadRequest("The request does not follow HTTP."),
            _ => Problem.Unexpected(),
        };
        await answer.WriteAsync(http);
    }

    private static bool IsForNow(Exception exception) => exception is StoreUnavailableException or StoreContendedException;

    [LoggerMessage(LogLevel.Warning, "{FunctionName} could not be answered because a store is unavailable for now.")]
    private partial void LogUnavailable(string functionName, Exception exception);

    [LoggerMessage(LogLevel.Error, "{FunctionName} failed.")]
    private partial void LogUnexpected(string functionName, Exception exception);
}
