using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Accounts;

/// <summary>The workspace itself.</summary>
public sealed class WorkspaceApi(IWorkspaceStore workspaces, ChangeWorkspace change, DeleteWorkspace delete, ExportWorkspace export, IPlans plans, IOptions<UptimeOptions> options)
{
    private const string Path = "api/v1/workspaces/{workspaceId}";

    [Function(FunctionNames.ReadWorkspace)]
    public async Task<IActionResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Path)] HttpRequest request, string workspaceId) =>
        await workspaces.ReadAsync(workspaceId, request.HttpContext.RequestAborted) is { DeletedAt: null } workspace ? Show(request, workspace) : Problem.NotFound();

    [Function(FunctionNames.ChangeWorkspace)]
    public Task<IActionResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Path)] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body =>
            change.RunAsync(workspaceId, body, plans.Of(request), request.HttpContext.RequestAborted, request.IfMatch())
                .AuditAsync(request, workspace => View(request, workspace))
                .AnswerAsync(workspace => Show(request, workspace)));

    [Function(FunctionNames.DeleteWorkspace)]
    public Task<IActionResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Path)] HttpRequest request, string workspaceId) =>
        request.WithOptionalJsonAsync(body => delete.RunAsync(workspaceId, body, request.HttpContext.RequestAborted, request.IfMatch())
            .AuditDeletionAsync(request, workspace => View(request, workspace))
            .AnswerAsync(deleted => new JsonAnswer(202, new DeletedWorkspaceView(deleted.Id, deleted.DeletedAt!.Value))));

    /// <summary>All that it has, as one file.</summary>
    [Function(FunctionNames.ExportWorkspace)]
    public IActionResult Export([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Path + "/export")] HttpRequest request, string workspaceId) =>
        new ExportAnswer(export, request.Admission().Workspace!, request.Admission().Role!.Value);

    private JsonAnswer Show(HttpRequest request, Workspace workspace) => new(200, View(request, workspace));

    private WorkspaceView View(HttpRequest request, Workspace workspace) => WorkspaceView.Of(workspace, request.Admission().Role!.Value, options.Value);
}
