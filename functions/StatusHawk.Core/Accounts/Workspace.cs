namespace StatusHawk.Core.Accounts;

/// <summary>A tenant. Nothing crosses it.</summary>
public sealed record Workspace
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How long history is kept; null: as the installation says.</summary>
    public RetentionSetting? Retention { get; init; }

    /// <summary>When it was deleted; null: it lives. Its keys work no more, and Pipeline removes what is its own.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>What a workspace says of its history.</summary>
/// <param name="HoursForDays">Days for which each hour is kept, 9 to 400; null: as the installation says.</param>
/// <param name="DaysForDays">Days for which each day is kept, 35 to 3,700; null: as the installation says.</param>
public sealed record RetentionSetting(int? HoursForDays = null, int? DaysForDays = null);
