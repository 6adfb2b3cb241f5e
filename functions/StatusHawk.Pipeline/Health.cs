using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Pipeline;

public sealed class Health
{
    [Function("health")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        new ContentResult { Content = """{"status":"pass","serviceId":"statushawk-pipeline"}""", ContentType = "application/health+json" };
}
