using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>The keys of a workspace.</summary>
public sealed class KeysApi(IWorkspaceStore workspaces, CreateKey create, RevokeKey revoke, IPlans plans, IOptions<ApiOptions> options)
{
    private const string Collection = "api/v1/workspaces/{workspaceId}/keys";
    private const string Item = Collection + "/{keyId}";

    [Function(FunctionNames.ListKeys)]
    public Task<IActionResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithListAsync(async range =>
            range.Of(await workspaces.ListKeysAsync(workspaceId, request.HttpContext.RequestAborted), key => new(key.CreatedAt, key.Id)).Select(KeyView.Of));

    [Function(FunctionNames.CreateKey)]
    public Task<IActionResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body => create.RunAsync(request.Admission(), body, plans.Of(request), request.Making(), request.HttpContext.RequestAborted)
            .AuditAsync(request, created => KeyView.Of(created.ApiKey))
            .AnswerAsync(created => new JsonAnswer(201, created.View) { Location = options.Value.KeyUrl(workspaceId, created.ApiKey.Id) }));

    [Function(FunctionNames.ReadKey)]
    public async Task<IActionResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Item)] HttpRequest request, string workspaceId, string keyId) =>
        ApiKeyToken.IsKeyId(keyId) && await workspaces.ReadKeyAsync(workspaceId, keyId, request.HttpContext.RequestAborted) is { } key
            ? new JsonAnswer(200, KeyView.Of(key))
            : Problem.NotFound();

    [Function(FunctionNames.RevokeKey)]
    public Task<IActionResult> Revoke([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Item)] HttpRequest request, string workspaceId, string keyId) =>
        revoke.RunAsync(workspaceId, keyId, request.HttpContext.RequestAborted).AuditDeletionAsync(request, KeyView.Of).AnswerAsync(_ => new NoContentResult());
}
