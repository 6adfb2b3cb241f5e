namespace StatusHawk.Core.Accounts;

/// <summary>A tenant. Nothing crosses it.</summary>
public sealed record Workspace
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>
    /// The person whose it is. This document alone decides who is the owner, so that there is exactly one at any time, whoever dies while it is handed on. Null: a
    /// workspace of the installation's settings, of which a membership may say that it is an owner's.
    /// </summary>
    public string? OwnerId { get; init; }

    /// <summary>The id that the request which made it had wanted, where it took another's instead; null: this one's own.</summary>
    public string? MadeInsteadOf { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How long history is kept; null: as the installation says.</summary>
    public RetentionSetting? Retention { get; init; }

    /// <summary>The plan that it has, set by the installation alone; null: the one of <see cref="PlanOptions.Default"/>.</summary>
    public string? Plan { get; init; }

    /// <summary>When it was deleted; null: it lives. Its keys work no more, and Pipeline removes what is its own.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>What a person may do in it; null: nothing.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="member">The person's membership, if there is one. The owner has the role without one, too.</param>
    public Role? RoleOf(string userId, Member? member) =>
        OwnerId == userId ? Role.Owner
        : member?.WorkspaceId != Id || member.UserId != userId ? null
        : OwnerId is not null && member.Role == Role.Owner ? Role.Admin
        : member.Role;
}

/// <summary>What a workspace says of its history.</summary>
/// <param name="HoursForDays">Days for which each hour is kept, 9 to 400; null: as the installation says.</param>
/// <param name="DaysForDays">Days for which each day is kept, 35 to 3,700; null: as the installation says.</param>
public sealed record RetentionSetting(int? HoursForDays = null, int? DaysForDays = null);
