using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>A member as the API shows it.</summary>
public sealed record MemberView(string UserId, string Name, string Email, Role Role, DateTimeOffset JoinedAt);

/// <summary>An invitation that is still to be answered, as the API shows it: its token is in the mail alone.</summary>
public sealed record InvitationView(string Id, string Email, Role Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public static InvitationView Of(Invitation invitation) =>
        new(invitation.Id, invitation.Email, invitation.Role, invitation.InvitedBy, invitation.CreatedAt, invitation.ExpiresAt);
}
