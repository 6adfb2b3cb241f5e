using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core.Watching;

namespace StatusHawk.Api.Watching;

/// <summary>How this app does, for those who watch it.</summary>
public sealed class HealthApi(Readiness readiness)
{
    /// <summary>The name that this app is watched under.</summary>
    public const string Service = "statushawk-api";

    /// <summary>Says that this process answers. It asks no store: a store that is away makes the API slow or old, not dead.</summary>
    [Function(FunctionNames.Health)]
    public IActionResult Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        new HealthReport(default, []).Answer(Service).ToResult();

    /// <summary>Says whether it can do its work.</summary>
    [Function(FunctionNames.Ready)]
    public async Task<IActionResult> Ready([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request) =>
        (await readiness.LookAsync(request.HttpContext.RequestAborted)).Answer(Service).ToResult();
}
