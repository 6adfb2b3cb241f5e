using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;

namespace StatusHawk.Api.Monitors;

/// <summary>The regions that monitors can be checked from.</summary>
public sealed class RegionsApi(ReadRegions read)
{
    [Function(FunctionNames.ListRegions)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/workspaces/{workspaceId}/regions")] HttpRequest request, string workspaceId) =>
        new JsonAnswer(200, new ListView<RegionView>(await read.RunAsync(request.HttpContext.RequestAborted)));
}
