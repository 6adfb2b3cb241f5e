using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Api.Monitors;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>Who is invited to a workspace, and the answer to it.</summary>
public sealed class InvitationsApi(IInvitationStore invitations, InviteMember invite, AcceptInvitation accept, IOptions<UptimeOptions> options, TimeProvider clock)
{
    private const string Collection = "api/v1/workspaces/{workspaceId}/invitations";

    /// <summary>Those that are still to be answered.</summary>
    [Function(FunctionNames.ListInvitations)]
    public async Task<IActionResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Collection)] HttpRequest request, string workspaceId)
    {
        var now = clock.GetUtcNow();
        var all = await invitations.ListAsync(workspaceId, request.HttpContext.RequestAborted);
        return new JsonAnswer(200, new ListView<InvitationView>([.. all.Where(invitation => invitation.IsPending(now)).Select(InvitationView.Of)]));
    }

    [Function(FunctionNames.InviteMember)]
    public Task<IActionResult> Invite([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Collection)] HttpRequest request, string workspaceId) =>
        request.WithJsonAsync(body => invite
            .RunAsync(request.Admission().Workspace!, request.Caller(), request.Admission().Role!.Value, body, request.Making(), request.HttpContext.RequestAborted)
            .AuditAsync(request, InvitationView.Of)
            .AnswerAsync(invitation => new JsonAnswer(201, InvitationView.Of(invitation))));

    [Function(FunctionNames.RevokeInvitation)]
    public async Task<IActionResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Collection + "/{invitationId}")] HttpRequest request, string workspaceId, string invitationId)
    {
        if (!Ids.IsValid(Ids.Invitation, invitationId)
            || await invitations.ReadAsync(workspaceId, invitationId, request.HttpContext.RequestAborted) is not { Value: var invitation }
            || !invitation.IsPending(clock.GetUtcNow()))
            return Problem.NotFound();
        await invitations.DeleteAsync(workspaceId, invitationId, CancellationToken.None);
        request.Audit(InvitationView.Of(invitation), after: null);
        return new NoContentResult();
    }

    [Function(FunctionNames.AcceptInvitation)]
    public Task<IActionResult> Accept([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/invitations/accept")] HttpRequest request) =>
        request.WithJsonAsync(async body =>
        {
            var result = await accept.RunAsync(request.Caller().Id, body, request.HttpContext.RequestAborted);
            if (result is Result<(Workspace Workspace, Role Role)>.Done { Value: var (workspace, role) })
                request.Audit(before: null, new JoinedView(request.Caller().Id, role), workspace.Id);
            return result is Result<(Workspace Workspace, Role Role)>.Missing
                ? Problem.NoSuchInvitation()
                : await Task.FromResult(result).AnswerAsync(found => new JsonAnswer(200, WorkspaceView.Of(found.Workspace, found.Role, options.Value)));
        });
}
