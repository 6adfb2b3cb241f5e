using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using StatusHawk.Api.Accounts;

namespace StatusHawk.Api.Http;

/// <summary>Sees to the header <c>Idempotency-Key</c> of requests that make something. Behind <see cref="Authorize"/>: a key is its caller's own.</summary>
public sealed class Idempotency(IdempotencyKeys keys) : IFunctionsWorkerMiddleware
{
    public const string Header = "Idempotency-Key";
    private const string Replayed = "Idempotency-Replayed";
    private const int MaxLength = 255;

    /// <summary>The functions that make something. For any other the header means nothing.</summary>
    public static readonly FrozenSet<string> Making = new[]
    {
        FunctionNames.CreateMonitor, FunctionNames.OpenIncident, FunctionNames.UpdateIncident, FunctionNames.CreateChannel, FunctionNames.CreateKey,
        FunctionNames.CreateWorkspace, FunctionNames.InviteMember,
    }.ToFrozenSet(StringComparer.Ordinal);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || !Making.Contains(context.FunctionDefinition.Name) || !http.Request.Headers.TryGetValue(Header, out var key))
        {
            await next(context);
            return;
        }

        if (key is not [{ Length: > 0 and <= MaxLength } text] || text.Any(letter => letter is < '!' or > '~'))
            await Problem.BadRequest($"{Header} must be 1 to {MaxLength} visible ASCII characters, once.").WriteAsync(http);
        else if (await JsonBody.ReadAsync(http.Request) is { } body)
            await AnswerAsync(context, http, IdempotencyKeys.IdOf(http.Request.Caller().Id, $"{http.Request.Method} {http.Request.Path}", text), body, next);
        else
            await JsonBody.RefuseTooLarge(http).WriteAsync(http);
    }

    private async Task AnswerAsync(FunctionContext context, HttpContext http, string id, ReadOnlyMemory<byte> body, FunctionExecutionDelegate next)
    {
        switch (await keys.BeginAsync(id, body, http.RequestAborted))
        {
            case KeyedRequest.Run run:
                http.Request.Body = new MemoryStream(body.ToArray(), writable: false);
                http.Request.MakeOf(run.Making);
                await RunAsync(context, run, next);
                break;
            case KeyedRequest.Done { Answer: var answer }:
                http.Response.Headers[Replayed] = "true";
                await JsonAnswer.WriteAsync(http, answer.Status, answer.ContentType, answer.Location, answer.ETag, Encoding.UTF8.GetBytes(answer.Body));
                break;
            case KeyedRequest.Other:
                await Problem.OtherBody().WriteAsync(http);
                break;
            default:
                await Problem.StillRunning().WriteAsync(http);
                break;
        }
    }

    private async Task RunAsync(FunctionContext context, KeyedRequest.Run run, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception)
        {
            await keys.LetGoAsync(run);
            throw;
        }

        if (context.GetInvocationResult().Value is JsonAnswer { Status: >= 200 and < 300 } answer)
            await keys.KeepAsync(run, new(answer.Status, answer.ContentType, Encoding.UTF8.GetString(answer.ToBytes()), answer.Location, answer.ETag));
        else
            await keys.FreeAsync(run);
    }
}
