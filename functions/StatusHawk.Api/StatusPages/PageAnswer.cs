using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace StatusHawk.Api.StatusPages;

/// <summary>A page, or 304 when the reader has it already.</summary>
public sealed record PageAnswer(RenderedPage Page, string ContentType, string? ContentSecurityPolicy = null) : IActionResult
{
    // A cache may serve it for five seconds, and for the rest of a minute while it asks for a newer one: never older than this app's own memory.
    public const string CacheControl = "public, max-age=5, stale-while-revalidate=55";

    /// <summary>What caches are told.</summary>
    public string Caching { get; init; } = CacheControl;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        response.Headers.CacheControl = Caching;
        response.Headers.ETag = Page.ETag;
        if (ContentSecurityPolicy is not null) response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        if (IsKnown(request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = ContentType;
        response.ContentLength = Page.Body.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(Page.Body, context.HttpContext.RequestAborted);
    }

    private bool IsKnown(HttpRequest request)
    {
        var mine = new EntityTagHeaderValue(Page.ETag);
        return EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var theirs)
            && theirs.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(mine, useStrongComparison: false));
    }
}
