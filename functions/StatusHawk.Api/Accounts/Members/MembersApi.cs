using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Api.Monitors;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>Who is in a workspace.</summary>
public sealed class MembersApi(ReadMembers read, ChangeMember change, RemoveMember remove, TransferWorkspace transfer, IOptions<UptimeOptions> options)
{
    private const string Workspace = "api/v1/workspaces/{workspaceId}";
    private const string Collection = Workspace + "/members";
    private const string Item = Collection + "/{userId}";

    [Function(FunctionNames.ListMembers)]
    public async Task<IActionResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Collection)] HttpRequest request, string workspaceId) =>
        new JsonAnswer(200, new ListView<MemberView>(await read.ListAsync(request.Admission().Workspace!, request.HttpContext.RequestAborted)));

    [Function(FunctionNames.ChangeMember)]
    public Task<IActionResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Item)] HttpRequest request, string workspaceId, string userId) =>
        request.WithJsonAsync(body => change.RunAsync(workspaceId, request.Admission().Role!.Value, userId, body, request.HttpContext.RequestAborted)
            .AuditAsync(request, member => member)
            .AnswerAsync(member => new JsonAnswer(200, member)));

    [Function(FunctionNames.RemoveMember)]
    public Task<IActionResult> Remove([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Item)] HttpRequest request, string workspaceId, string userId) =>
        remove.RunAsync(workspaceId, request.Admission().Role!.Value, userId, request.HttpContext.RequestAborted)
            .AuditDeletionAsync(request, FormerMemberView.Of)
            .AnswerAsync(_ => new NoContentResult());

    [Function(FunctionNames.LeaveWorkspace)]
    public Task<IActionResult> Leave([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Workspace + "/leave")] HttpRequest request, string workspaceId) =>
        remove.RunAsync(workspaceId, request.Admission().Role!.Value, request.Caller().Id, request.HttpContext.RequestAborted)
            .AuditDeletionAsync(request, FormerMemberView.Of)
            .AnswerAsync(_ => new NoContentResult());

    [Function(FunctionNames.TransferWorkspace)]
    public Task<IActionResult> Transfer([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Workspace + "/transfer")] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body => transfer.RunAsync(workspaceId, request.Caller().Id, body, request.HttpContext.RequestAborted)
            .AuditAsync(request, OwnerView.Of)
            .AnswerAsync(workspace => new JsonAnswer(200, WorkspaceView.Of(workspace, workspace.OwnerId == request.Caller().Id ? Role.Owner : Role.Admin, options.Value))));
}
