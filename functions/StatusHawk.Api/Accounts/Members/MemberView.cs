using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>A member as the API shows it.</summary>
public sealed record MemberView(string UserId, string Name, string Email, Role Role, DateTimeOffset JoinedAt);

/// <summary>A member who has gone, in the audit log: whose name and address that was is no business of those who read it later.</summary>
public sealed record FormerMemberView(string UserId, Role Role, DateTimeOffset JoinedAt)
{
    public static FormerMemberView Of(Member member) => new(member.UserId, member.Role, member.JoinedAt);
}

/// <summary>Who came in as what, in the audit log.</summary>
public sealed record JoinedView(string UserId, Role Role);

/// <summary>Whose a workspace is, in the audit log.</summary>
public sealed record OwnerView(string? OwnerId)
{
    public static OwnerView Of(Workspace workspace) => new(workspace.OwnerId);
}

/// <summary>An invitation that is still to be answered, as the API shows it: its token is in the mail alone.</summary>
public sealed record InvitationView(string Id, string Email, Role Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public static InvitationView Of(Invitation invitation) =>
        new(invitation.Id, invitation.Email, invitation.Role, invitation.InvitedBy, invitation.CreatedAt, invitation.ExpiresAt);
}
