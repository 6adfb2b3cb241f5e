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
public sealed partial class Auditing(IAuditLog log, ForgetOldChanges forget, ClientAddress address, TimeProvider clock, ILogger<Auditing> logger) : IFunctionsWorkerMiddleware
{
    // What is longer is no id, and the request finds nothing.
    private const int MaxIdLength = 100;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || !IsOfSomebody(context))
        {
            await next(context);
            return;
        }

        var entry = Entry(context.FunctionDefinition.Name, http);
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
        await SettleAsync(entry with { Before = before, After = after }, StatusOf(context, http));
        forget.OldOf(entry.Of);
    }

    private static bool IsOfSomebody(FunctionContext context) => RouteAccess.Of(context.FunctionDefinition.Name) is Access.ToWorkspace or Access.ToMembers or Access.ToPeople;

    private AuditEntry Entry(string function, HttpContext http)
    {
        var (caller, workspace, _) = http.Request.Admission();
        return new()
        {
            Id = Ids.New(Ids.Audit),
            Of = workspace?.Id ?? caller.Id,
            At = clock.Now(),
            Action = function,
            Caller = new(caller is Caller.Key ? AuditCallerKind.Key : AuditCallerKind.Person, caller.Id, caller.Name),
            Address = address.Of(http),
            Target = http.Request.RouteValues
                .Where(value => value.Key.EndsWith("Id", StringComparison.Ordinal) && value.Value is string { Length: <= MaxIdLength })
                .ToDictionary(value => value.Key, value => (string)value.Value!, StringComparer.Ordinal),
        };
    }

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

    [LoggerMessage(LogLevel.Warning, "What became of {FunctionName} could not be written down; its row {AuditId} stays as attempted.")]
    private partial void LogNotSettled(string functionName, string auditId, Exception exception);
}
