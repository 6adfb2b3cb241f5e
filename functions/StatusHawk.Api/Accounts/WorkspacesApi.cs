using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Api.Monitors;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Accounts;

/// <summary>The workspaces of a person.</summary>
public sealed class WorkspacesApi(ListWorkspaces list, CreateWorkspace create, IOptions<ApiOptions> api, IOptions<UptimeOptions> options)
{
    private const string Path = "api/v1/workspaces";

    [Function(FunctionNames.ListWorkspaces)]
    public async Task<IActionResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Path)] HttpRequest request)
    {
        var found = await list.RunAsync(request.Caller().Id, request.HttpContext.RequestAborted);
        return new JsonAnswer(200, new ListView<WorkspaceView>([.. found.Select(each => WorkspaceView.Of(each.Workspace, each.Role, options.Value))]));
    }

    [Function(FunctionNames.CreateWorkspace)]
    public Task<IActionResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Path)] HttpRequest request) =>
        request.WithJsonAsync(body => create.RunAsync(request.Caller().Id, body, request.Making().NewId(Ids.Workspace), request.HttpContext.RequestAborted)
            .AuditAsync(request, View, workspace => workspace.Id)
            .AnswerAsync(workspace => new JsonAnswer(201, View(workspace)) { Location = api.Value.WorkspaceUrl(workspace.Id) }));

    private WorkspaceView View(Workspace workspace) => WorkspaceView.Of(workspace, Role.Owner, options.Value);
}
