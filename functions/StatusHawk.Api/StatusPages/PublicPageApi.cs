using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>The page of a workspace, for everyone.</summary>
public sealed class PublicPageApi(PageCache cache)
{
    private const string Page = "status/{slug}";

    [Function(FunctionNames.ShowPage)]
    public async Task<IActionResult> Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Page)] HttpRequest request, string slug)
    {
        if (await cache.GetAsync(slug, PageFormat.Html) is { } page) return new PageAnswer(page, "text/html; charset=utf-8", PageHtml.ContentSecurityPolicy);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = PageHtml.ContentSecurityPolicy;
        return new ContentResult { StatusCode = StatusCodes.Status404NotFound, ContentType = "text/html; charset=utf-8", Content = PageHtml.NotFound() };
    }

    [Function(FunctionNames.ShowPageSummary)]
    public Task<IActionResult> ShowSummary(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Page + "/api/v2/summary.json")] HttpRequest request, string slug) =>
        ShowJsonAsync(request, slug, PageFormat.Summary);

    [Function(FunctionNames.ShowPageStatus)]
    public Task<IActionResult> ShowStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Page + "/api/v2/status.json")] HttpRequest request, string slug) =>
        ShowJsonAsync(request, slug, PageFormat.Status);

    [Function(FunctionNames.ShowPageIncidents)]
    public Task<IActionResult> ShowIncidents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Page + "/api/v2/incidents.json")] HttpRequest request, string slug) =>
        ShowJsonAsync(request, slug, PageFormat.Incidents);

    [Function(FunctionNames.ShowPageUnresolvedIncidents)]
    public Task<IActionResult> ShowUnresolvedIncidents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Page + "/api/v2/incidents/unresolved.json")] HttpRequest request, string slug) =>
        ShowJsonAsync(request, slug, PageFormat.UnresolvedIncidents);

    private async Task<IActionResult> ShowJsonAsync(HttpRequest request, string slug, PageFormat format)
    {
        request.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
        return await cache.GetAsync(slug, format) is { } page ? new PageAnswer(page, "application/json; charset=utf-8") : Problem.NoSuchPage();
    }
}
