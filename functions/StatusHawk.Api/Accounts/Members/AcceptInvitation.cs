using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>
/// Brings a person into the workspace whose invitation was sent to that person's address. A token that is unknown, expired, taken back or somebody else's is the
/// same: the invitation is looked for by the workspace that the token names and the person's own address, so all of them take the same reads. Where the plan has no room,
/// the invitation stays as it was, for later.
/// </summary>
public sealed class AcceptInvitation(
    IWorkspaceStore workspaces, IMemberStore members, IUserStore users, IInvitationStore invitations, Memberships memberships, PlanLimits limits, IPlans plans,
    TimeProvider clock)
{
    private const int Tries = 5;

    /// <param name="userId">Who accepts.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public async Task<Result<(Workspace Workspace, Role Role)>> RunAsync(string userId, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (MemberForm.ReadOnly("token", body, errors) is not { } text) return new Result<(Workspace, Role)>.Invalid(errors.Items);
        if (InvitationToken.Parse(text.Trim()) is not { } token || await users.ReadAsync(userId, cancellationToken) is not { Value: var user }) return Gone();
        var id = Invitation.IdOf(token.WorkspaceId, user.Email);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var readingWorkspace = workspaces.ReadAsync(token.WorkspaceId, cancellationToken);
            var readingMember = members.ReadAsync(token.WorkspaceId, userId, cancellationToken);
            var stored = await invitations.ReadAsync(token.WorkspaceId, id, cancellationToken);
            var (workspace, member) = (await readingWorkspace, await readingMember);
            if (workspace is not { DeletedAt: null } || stored is not { Value: var invitation }) return Gone();
            if (!token.IsOf(invitation) || invitation.ExpiresAt <= clock.GetUtcNow()) return Gone();
            if (invitation.AcceptedBy is { } other && other != userId) return Gone();

            var (role, plan) = (workspace.RoleOf(userId, member?.Value), plans.Of(workspace));
            if (role is null && await limits.CheckMembersAsync(workspace.Id, plan, invited: 0, cancellationToken) is { } full) return new Result<(Workspace, Role)>.NotInPlan(full);

            // Accepting comes before the membership, so that it and taking back decide between them who was first; whoever dies here accepts again.
            var accepted = invitation with { AcceptedAt = clock.Now(), AcceptedBy = userId };
            if (invitation.AcceptedAt is null && !await invitations.TryReplaceAsync(accepted, stored.ETag, CancellationToken.None)) continue;
            if (role is { } present) return new Result<(Workspace, Role)>.Done((workspace, present));

            var joined = false;
            var excess = await limits.CreateAsync(Counted(workspace.Id, plan), userId, JoinAsync, TakeBackAsync, CancellationToken.None);
            if (excess is not null)
            {
                await ReopenAsync(workspace.Id, id);
                return new Result<(Workspace, Role)>.NotInPlan(excess);
            }

            if (joined && await invitations.ReadAsync(workspace.Id, id, CancellationToken.None) is null)
            {
                // Somebody took the person out at the same moment, and the invitation with it.
                await memberships.EndAsync(workspace.Id, userId, CancellationToken.None);
                return Gone();
            }

            return new Result<(Workspace, Role)>.Done((workspace, invitation.Role));

            Task TakeBackAsync() => memberships.TakeBackAsync(workspace.Id, userId, CancellationToken.None);

            async Task JoinAsync() => joined = await memberships.JoinAsync(workspace.Id, userId, invitation.Role, CancellationToken.None);
        }

        return new Result<(Workspace, Role)>.Conflict("Others keep changing this invitation. Try again.");
    }

    // It counts as open again, and is shown. Should it not come to that, it can be accepted all the same.
    private async Task ReopenAsync(string workspaceId, string invitationId)
    {
        if (await invitations.ReadAsync(workspaceId, invitationId, CancellationToken.None) is not { } stored) return;
        await invitations.TryReplaceAsync(stored.Value with { AcceptedAt = null, AcceptedBy = null }, stored.ETag, CancellationToken.None);
    }

    private Counted Counted(string workspaceId, Plan plan) =>
        new(PlanExcess.Members, plan.Members, async token => [.. (await members.ListAsync(workspaceId, token)).Select(each => each.UserId)]);

    private static Result<(Workspace, Role)>.Missing Gone() => new();
}
