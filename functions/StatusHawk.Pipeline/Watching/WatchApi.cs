using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using StatusHawk.Core.Watching;

namespace StatusHawk.Pipeline.Watching;

/// <summary>How this app does, for those who watch it.</summary>
public sealed class WatchApi(Readiness readiness, MetricsPage metrics)
{
    /// <summary>The name that this app is watched under.</summary>
    public const string Service = "statushawk-pipeline";

    /// <summary>Says that this process answers, and asks nobody else.</summary>
    [Function("health")]
    public IActionResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Answer(new HealthReport(default, []).Answer(Service), request);

    /// <summary>Says whether it can do its work.</summary>
    [Function("ready")]
    public async Task<IActionResult> Ready([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request) =>
        Answer((await readiness.LookAsync(request.HttpContext.RequestAborted)).Answer(Service), request);

    [Function("metrics")]
    public IActionResult Metrics([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metrics")] HttpRequest request) =>
        Answer(metrics.Answer(request.Headers.Authorization, request.Headers.Accept), request);

    private static ContentResult Answer(PlainAnswer answer, HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (answer.Status == StatusCodes.Status401Unauthorized) request.HttpContext.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return new ContentResult { StatusCode = answer.Status, ContentType = answer.ContentType, Content = answer.Body };
    }
}
