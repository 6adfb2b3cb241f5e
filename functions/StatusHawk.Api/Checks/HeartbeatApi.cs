using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;
using StatusHawk.Core.Checks;

namespace StatusHawk.Api.Checks;

/// <summary>Where jobs call. GET, HEAD or POST, whatever a job can; what a body says is not read.</summary>
public sealed class HeartbeatApi(TakeHeartbeat take)
{
    private const string Route = "heartbeat/{address}";

    [Function(FunctionNames.Heartbeat)]
    public Task<IActionResult> Succeed([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Route)] HttpRequest request, string address) =>
        AnswerAsync(request, address, HeartbeatSignal.Success);

    [Function(FunctionNames.HeartbeatStart)]
    public Task<IActionResult> Start([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Route + "/start")] HttpRequest request, string address) =>
        AnswerAsync(request, address, HeartbeatSignal.Start);

    [Function(FunctionNames.HeartbeatFail)]
    public Task<IActionResult> Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Route + "/fail")] HttpRequest request, string address) =>
        AnswerAsync(request, address, HeartbeatSignal.Fail);

    private async Task<IActionResult> AnswerAsync(HttpRequest request, string address, HeartbeatSignal signal)
    {
        // A call that was taken in is never to be a cached one.
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return await take.RunAsync(address, signal, request.HttpContext.RequestAborted)
            ? new ContentResult { Content = "OK\n", ContentType = "text/plain; charset=utf-8" }
            : Problem.NotFound();
    }
}
