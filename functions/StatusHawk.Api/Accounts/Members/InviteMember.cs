using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>
/// Invites whoever has a mail address, if the plan has room: those who are invited already count, and <see cref="AcceptInvitation"/> sees to what two do at once. The
/// invitation is stored before the mail is asked for: who asks again, since the mail could not be, takes its place. Whether the address has an account changes nothing
/// in the answer.
/// </summary>
public sealed class InviteMember(IMemberStore members, IUserStore users, IInvitationStore invitations, AccountMails mails, PlanLimits limits, IPlans plans, TimeProvider clock)
{
    /// <param name="workspace">Where to.</param>
    /// <param name="inviter">Who invites.</param>
    /// <param name="mine">The inviter's role.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="making">Where the token and the mail's id come from.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public async Task<Result<Invitation>> RunAsync(Workspace workspace, Caller inviter, Role mine, JsonElement body, Making making, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (MemberForm.ReadInvitation(body, errors) is not { } input) return new Result<Invitation>.Invalid(errors.Items);
        if (input.Role > mine) return new Result<Invitation>.Forbidden("Nobody gives or takes a role above their own.");

        var (id, now) = (Invitation.IdOf(workspace.Id, input.Email), clock.Now());
        var token = InvitationToken.New(workspace.Id, making.NewSecret(InvitationToken.Prefix, InvitationToken.SecretLength));
        if (making.IsAgain && await invitations.ReadAsync(workspace.Id, id, cancellationToken) is { Value: var there } && token.IsOf(there))
        {
            // The mail may not have been asked for. Of one that was, the second is the same mail.
            if (there.IsPending(now)) await SendAsync(workspace, there, token, making);
            return new Result<Invitation>.Done(there);
        }

        var listing = invitations.ListAsync(workspace.Id, cancellationToken);
        var user = await users.FindAsync(input.Email, cancellationToken);
        var member = user is null ? null : await members.ReadAsync(workspace.Id, user.Value.Id, cancellationToken);
        var pending = (await listing).Count(other => other.Id != id && other.IsPending(now));
        if (user is not null && workspace.RoleOf(user.Value.Id, member?.Value) is not null) return new Result<Invitation>.Conflict("That address is a member's already.");
        if (pending >= WorkspaceLimits.MaxInvitations)
            return new Result<Invitation>.Conflict($"A workspace has at most {WorkspaceLimits.MaxInvitations} open invitations. Take one back first.");
        if (await limits.CheckMembersAsync(workspace.Id, plans.Of(workspace), pending, cancellationToken) is { } excess) return new Result<Invitation>.NotInPlan(excess);

        var invitation = new Invitation
        {
            Id = id,
            WorkspaceId = workspace.Id,
            Email = input.Email,
            Role = input.Role,
            TokenHash = token.Hash,
            InvitedBy = inviter.Name,
            CreatedAt = now,
            ExpiresAt = now + Invitation.Lifetime,
        };
        await invitations.PutAsync(invitation, CancellationToken.None);
        await SendAsync(workspace, invitation, token, making);
        return new Result<Invitation>.Done(invitation);
    }

    private Task SendAsync(Workspace workspace, Invitation invitation, InvitationToken token, Making making)
    {
        var mail = new AccountMail
        {
            Id = making.NewId(Ids.Mail),
            Kind = AccountMailKind.Invitation,
            To = invitation.Email,
            ExpiresAt = invitation.ExpiresAt,
            Other = invitation.InvitedBy,
            Workspace = workspace.Name,
        };
        return mails.SendAsync(mail, token.Text, CancellationToken.None);
    }
}
