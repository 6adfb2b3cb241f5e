using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.StatusPages;

namespace StatusHawk.Api.Http.Contract;

/// <summary>The contract of this API, for tools and for people. It is the same for everyone, and changes with the build only.</summary>
public sealed class ContractApi(ContractDocument document)
{
    private const string CacheControl = "public, max-age=300";

    [Function(FunctionNames.ReadContract)]
    public IActionResult Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
        return Answer(document.Json, "application/json; charset=utf-8", contentSecurityPolicy: null);
    }

    [Function(FunctionNames.ReadContractPage)]
    public IActionResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/docs")] HttpRequest request) =>
        Answer(document.Page, "text/html; charset=utf-8", ContractPage.ContentSecurityPolicy);

    private static PageAnswer Answer(CachedBody body, string contentType, string? contentSecurityPolicy) =>
        new(new(body.Bytes, body.ETag), contentType, contentSecurityPolicy) { Caching = CacheControl };
}
