using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Probe;

public sealed class Health
{
    [Function("health")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        new ContentResult { Content = """{"status":"pass","serviceId":"statushawk-probe"}""", ContentType = "application/health+json" };
}
