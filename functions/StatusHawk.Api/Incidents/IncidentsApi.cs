using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Accounts;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Incidents;

/// <summary>The incidents of a workspace.</summary>
public sealed class IncidentsApi(ReadIncidents read, OpenIncident open, ChangeIncident change, IOptions<ApiOptions> options)
{
    private const string Collection = "api/v1/workspaces/{workspaceId}/incidents";
    private const string Item = Collection + "/{incidentId}";

    [Function(FunctionNames.ListIncidents)]
    public Task<IActionResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithListAsync(
            query => query.OneOf("status", "open") is not null,
            (onlyOpen, range) => read.ListAsync(workspaceId, onlyOpen, range, request.HttpContext.RequestAborted));

    [Function(FunctionNames.OpenIncident)]
    public Task<IActionResult> Open([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body => open.RunAsync(workspaceId, body, request.Caller().Name, request.Making(), request.HttpContext.RequestAborted).AuditAsync(request, Audited)
            .AnswerAsync(async incident => new JsonAnswer(201, await read.ShowAsync(incident, CancellationToken.None)) { Location = options.Value.IncidentUrl(workspaceId, incident.Id) }));

    [Function(FunctionNames.ReadIncident)]
    public Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Item)] HttpRequest request, string workspaceId, string incidentId) =>
        read.ReadAsync(workspaceId, incidentId, request.HttpContext.RequestAborted).AnswerAsync(view => new JsonAnswer(200, view));

    [Function(FunctionNames.UpdateIncident)]
    public Task<IActionResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/updates")] HttpRequest request, string workspaceId, string incidentId) =>
        request.WithJsonAsync(body =>
        {
            var errors = new FieldErrors();
            var (status, message) = IncidentForm.ReadUpdate(body, errors);
            return message is null
                ? Task.FromResult<IActionResult>(Problem.InvalidFields(errors.Items))
                : ChangeAsync(request, workspaceId, incidentId, (incident, now) =>
                    request.Making().Since is { } since && IncidentChanges.IsUpdated(incident, status, message, request.Caller().Name, since)
                        ? new(incident)
                        : IncidentChanges.Update(incident, status, message, request.Caller().Name, now));
        });

    [Function(FunctionNames.AcknowledgeIncident)]
    public Task<IActionResult> Acknowledge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/acknowledge")] HttpRequest request, string workspaceId, string incidentId) =>
        ChangeAsync(request, workspaceId, incidentId, (incident, now) => IncidentChanges.Acknowledge(incident, request.Caller().Name, now));

    [Function(FunctionNames.ResolveIncident)]
    public Task<IActionResult> Resolve(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/resolve")] HttpRequest request, string workspaceId, string incidentId) =>
        WithMessageAsync(request, workspaceId, incidentId, (incident, message, now) => IncidentChanges.Resolve(incident, message, request.Caller().Name, now));

    [Function(FunctionNames.ReopenIncident)]
    public Task<IActionResult> Reopen(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Item + "/reopen")] HttpRequest request, string workspaceId, string incidentId) =>
        WithMessageAsync(request, workspaceId, incidentId, (incident, message, now) => IncidentChanges.Reopen(incident, message, request.Caller().Name, now));

    private Task<IActionResult> WithMessageAsync(
        HttpRequest request, string workspaceId, string incidentId, Func<Incident, string?, DateTimeOffset, IncidentChange> how) =>
        request.WithOptionalJsonAsync(body =>
        {
            var errors = new FieldErrors();
            var message = IncidentForm.ReadMessage(body, errors);
            return errors.Any
                ? Task.FromResult<IActionResult>(Problem.InvalidFields(errors.Items))
                : ChangeAsync(request, workspaceId, incidentId, (incident, now) => how(incident, message, now));
        });

    private Task<IActionResult> ChangeAsync(HttpRequest request, string workspaceId, string incidentId, Func<Incident, DateTimeOffset, IncidentChange> how) =>
        change.RunAsync(workspaceId, incidentId, how, request.HttpContext.RequestAborted, request.IfMatch())
            .AuditAsync(request, Audited)
            .AnswerAsync(async incident => new JsonAnswer(200, await read.ShowAsync(incident, CancellationToken.None)));

    private static IncidentView Audited(Incident incident) => IncidentView.Of(incident) with { Timeline = incident.Timeline };
}
