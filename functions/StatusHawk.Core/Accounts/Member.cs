namespace StatusHawk.Core.Accounts;

/// <summary>A person in a workspace.</summary>
public sealed record Member
{
    public required string WorkspaceId { get; init; }

    /// <summary>The person: <c>usr_…</c>.</summary>
    public required string UserId { get; init; }

    /// <summary>As it was given; what holds is said by <see cref="Workspace.RoleOf"/>. The owner's is what stays when the workspace is handed on: admin.</summary>
    public required Role Role { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
}
