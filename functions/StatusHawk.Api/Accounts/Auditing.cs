using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Writes down who changes what. The row comes before the change, and without it nothing is changed; what became of it comes after. A process that dies in between
/// leaves a row that says that somebody was about to.
/// </summary>
public sealed partial class Auditing(IAuditLog log, AuditRows rows, ForgetOldChanges forget, ILogger<Auditing> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || !AuditRows.IsChange(http) || !IsOfSomebody(context))
        {
            await next(context);
            return;
        }

        var entry = rows.New(context.FunctionDefinition.Name, http);
        await log.AddAsync(entry, http.RequestAborted);
        try
        {
            await next(context);
        }
        catch (Exception e)
        {
            var cause = e is AggregateException { InnerExceptions: [var inner] } ? inner : e;
            await SettleAsync(entry, (cause as BadHttpRequestException)?.StatusCode);
            throw;
        }

        var (before, after) = http.Request.AuditedChange();
        var status = StatusOf(context, http);
        await SettleAsync(entry with { Before = before, After = after }, status);
        if (http.Request.AuditedWorkspace() is { } workspaceId) await TellAsync(rows.Of(entry, workspaceId) with { Before = before, After = after, Status = status });
        forget.OldOf(entry.Of);
    }

    private static bool IsOfSomebody(FunctionContext context) => RouteAccess.Of(context.FunctionDefinition.Name) is Access.ToWorkspace or Access.ToMembers or Access.ToPeople;

    // What is refused changed nothing and is nobody's news, but for what the caller might not do.
    private async Task SettleAsync(AuditEntry entry, int? status)
    {
        try
        {
            if (status is >= 400 and < 500 and not StatusCodes.Status403Forbidden) await log.RemoveAsync(entry, CancellationToken.None);
            else await log.CompleteAsync(entry with { Status = status, Outcome = OutcomeOf(status) }, CancellationToken.None);
        }
        catch (Exception e)
        {
            // It stands as attempted, and what was done is done: nobody is told that it failed.
            LogNotSettled(entry.Action, entry.Id, e);
        }
    }

    // Which workspace a person comes into, or has made, is known when it is done: the person's own row was there before.
    private async Task TellAsync(AuditEntry done)
    {
        try
        {
            await log.AddAsync(done with { Outcome = AuditOutcome.Done }, CancellationToken.None);
            forget.OldOf(done.Of);
        }
        catch (Exception e)
        {
            LogNotTold(done.Action, done.Of, e);
        }
    }

    private static AuditOutcome OutcomeOf(int? status) => status switch
    {
        StatusCodes.Status403Forbidden => AuditOutcome.Refused,
        < 400 => AuditOutcome.Done,
        _ => AuditOutcome.Failed,
    };

    private static int StatusOf(FunctionContext context, HttpContext http) => context.GetInvocationResult().Value switch
    {
        JsonAnswer answer => answer.Status,
        IStatusCodeActionResult { StatusCode: { } status } => status,
        _ => http.Response.StatusCode,
    };

    [LoggerMessage(LogLevel.Warning, "The workspace {WorkspaceId} could not be told of {FunctionName}; only the person's own log has it.")]
    private partial void LogNotTold(string functionName, string workspaceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "What became of {FunctionName} could not be written down; its row {AuditId} stays as attempted.")]
    private partial void LogNotSettled(string functionName, string auditId, Exception exception);
}
