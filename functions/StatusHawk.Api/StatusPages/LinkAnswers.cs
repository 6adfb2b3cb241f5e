using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Accounts;

namespace StatusHawk.Api.StatusPages;

/// <summary>Says on every answer of a workspace where its status is, and where the API is described (RFC 8631).</summary>
public sealed class LinkAnswers(PageSlugs slugs, IOptions<ApiOptions> options) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && RouteAccess.Of(context.FunctionDefinition.Name) is not (null or Access.ToAnyone) && http.Request.Admission().Workspace is { } workspace)
        {
            var api = options.Value;
            var links = new List<string> { $"<{api.ContractUrl}>; rel=\"service-desc\"; type=\"application/json\"", $"<{api.ContractPageUrl}>; rel=\"service-doc\"; type=\"text/html\"" };
            if (await slugs.FindAsync(workspace.Id, http.RequestAborted) is { } slug) links.Insert(0, $"<{api.PageUrl(slug)}/api/v2/summary.json>; rel=\"status\"");
            http.Response.Headers.Link = string.Join(", ", links);
        }

        await next(context);
    }
}
