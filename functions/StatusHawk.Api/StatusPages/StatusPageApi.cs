using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Accounts;
using StatusHawk.Api.Http;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>The page of a workspace, for its owner.</summary>
public sealed class StatusPageApi(IStatusPageStore pages, ChangeStatusPage change, IOptions<ApiOptions> options)
{
    private const string Path = "api/v1/workspaces/{workspaceId}/status-page";

    [Function(FunctionNames.ReadStatusPage)]
    public async Task<IActionResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Path)] HttpRequest request, string workspaceId) =>
        await pages.ReadAsync(workspaceId, request.HttpContext.RequestAborted) is { } page ? Show(page.Value) : Problem.NotFound();

    [Function(FunctionNames.ChangeStatusPage)]
    public Task<IActionResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Path)] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body => change.RunAsync(workspaceId, body, request.HttpContext.RequestAborted, request.IfMatch())
            .AuditAsync(request, View).AnswerAsync(Show));

    private JsonAnswer Show(StatusPage page) => new(200, View(page));

    private StatusPageView View(StatusPage page) => StatusPageView.Of(page, options.Value);
}
