using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Accounts;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>The monitors of a workspace.</summary>
public sealed class MonitorsApi(
    ReadMonitors read, CreateMonitor create, ChangeMonitor change, SwitchMonitor switching, SwitchMonitors switchingMany, DeleteMonitor delete, CheckMonitor check,
    TestMonitor test, IPlans plans, IOptions<ApiOptions> options)
{
    private const string Collection = "api/v1/workspaces/{workspaceId}/monitors";
    private const string Item = Collection + "/{monitorId}";

    [Function(FunctionNames.ListMonitors)]
    public Task<IActionResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithListAsync(MonitorListQuery.Read, (query, range) => read.ListAsync(workspaceId, query, range, request.HttpContext.RequestAborted));

    [Function(FunctionNames.CreateMonitor)]
    public Task<IActionResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body => create.RunAsync(workspaceId, body, plans.Of(request), request.Making())
            .AuditAsync(request, Audited)
            .AnswerAsync(monitor => new JsonAnswer(201, MonitorView.Of(monitor, live: null, options.Value)) { Location = options.Value.MonitorUrl(workspaceId, monitor.Id) }));

    [Function(FunctionNames.ReadMonitor)]
    public Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Item)] HttpRequest request, string workspaceId, string monitorId) =>
        read.ReadAsync(workspaceId, monitorId, request.HttpContext.RequestAborted).AnswerAsync(view => new JsonAnswer(200, view));

    [Function(FunctionNames.ChangeMonitor)]
    public Task<IActionResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Item)] HttpRequest request, string workspaceId, string monitorId) =>
        request.WithJsonAsync(body => change.RunAsync(workspaceId, monitorId, body, plans.Of(request), request.HttpContext.RequestAborted, request.IfMatch())
            .AuditAsync(request, Audited).AnswerAsync(ShowAsync));

    [Function(FunctionNames.DeleteMonitor)]
    public Task<IActionResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Item)] HttpRequest request, string workspaceId, string monitorId) =>
        delete.RunAsync(workspaceId, monitorId, request.HttpContext.RequestAborted, request.IfMatch()).AuditDeletionAsync(request, Audited).AnswerAsync(_ => new NoContentResult());

    [Function(FunctionNames.PauseMonitor)]
    public Task<IActionResult> Pause(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/pause")] HttpRequest request, string workspaceId, string monitorId) =>
        switching.RunAsync(workspaceId, monitorId, enabled: false, request.HttpContext.RequestAborted, request.IfMatch()).AuditAsync(request, Audited).AnswerAsync(ShowAsync);

    [Function(FunctionNames.ResumeMonitor)]
    public Task<IActionResult> Resume(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/resume")] HttpRequest request, string workspaceId, string monitorId) =>
        switching.RunAsync(workspaceId, monitorId, enabled: true, request.HttpContext.RequestAborted, request.IfMatch()).AuditAsync(request, Audited).AnswerAsync(ShowAsync);

    [Function(FunctionNames.PauseMonitors)]
    public Task<IActionResult> PauseMany([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Collection + "/pause")] HttpRequest request, string workspaceId) =>
        SwitchManyAsync(request, workspaceId, enabled: false);

    [Function(FunctionNames.ResumeMonitors)]
    public Task<IActionResult> ResumeMany([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Collection + "/resume")] HttpRequest request, string workspaceId) =>
        SwitchManyAsync(request, workspaceId, enabled: true);

    /// <summary>Has it checked from all its regions now.</summary>
    [Function(FunctionNames.CheckMonitor)]
    public Task<IActionResult> Check(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/check")] HttpRequest request, string workspaceId, string monitorId) =>
        check.RunAsync(workspaceId, monitorId, request.HttpContext.RequestAborted).AnswerAsync(asked => new JsonAnswer(202, asked));

    /// <summary>Runs one check, from here or from regions, of a monitor that need not exist yet. Nothing is stored.</summary>
    [Function(FunctionNames.TryMonitor)]
    public Task<IActionResult> Try([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Collection + "/test")] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body => test.RunAsync(workspaceId, body, request.HttpContext.RequestAborted).AnswerAsync(view => new JsonAnswer(200, view)));

    /// <summary>Runs one check of a monitor, from here or from regions. Nothing is stored.</summary>
    [Function(FunctionNames.TestMonitor)]
    public Task<IActionResult> Test(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/test")] HttpRequest request, string workspaceId, string monitorId) =>
        request.WithOptionalJsonAsync(body => test.RunAsync(workspaceId, monitorId, body, request.HttpContext.RequestAborted).AnswerAsync(view => new JsonAnswer(200, view)));

    private Task<IActionResult> SwitchManyAsync(HttpRequest request, string workspaceId, bool enabled) =>
        request.WithJsonAsync(body => switchingMany.RunAsync(workspaceId, body, enabled, request.HttpContext.RequestAborted).AnswerAsync(view => new JsonAnswer(200, view)));

    // The change is saved: a reader who hangs up now must not make it look failed in the log.
    private async Task<IActionResult> ShowAsync(Monitor monitor) => new JsonAnswer(200, await read.ShowAsync(monitor, CancellationToken.None));

    // As it is set up, whatever holds of it now. A heartbeat's address is a secret.
    private MonitorView Audited(Monitor monitor)
    {
        var view = MonitorView.Of(monitor, live: null, options.Value);
        return view.Heartbeat is { } heartbeat ? view with { Heartbeat = heartbeat with { Url = SecretInput.Mask } } : view;
    }
}
