using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;

namespace StatusHawk.Api;

/// <summary>Says that this process answers. It asks no store: a store that is away makes the API slow or old, not dead.</summary>
public sealed class HealthApi
{
    [Function(FunctionNames.Health)]
    public IActionResult Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        new JsonAnswer(200, new { Status = "pass" }) { ContentType = "application/health+json" };
}
