namespace StatusHawk.Core.Accounts;

/// <summary>The bounds of a workspace's fields. They are part of the API's contract.</summary>
public static class WorkspaceLimits
{
    public const int MaxNameLength = 100;

    /// <summary>The log's 8 days, and the day that is closed.</summary>
    public const int MinHoursForDays = 9;
    public const int MaxHoursForDays = 400;
    public const int MinDaysForDays = 35;
    public const int MaxDaysForDays = 3_700;

    /// <summary>Invitations of a workspace that nobody has accepted yet.</summary>
    public const int MaxInvitations = 100;

    /// <summary>1 to 100 characters, none of them a control character, nothing to trim.</summary>
    public static bool IsName(string? text) => text is { Length: > 0 and <= MaxNameLength } && text.Trim() == text && !text.Any(char.IsControl);
}
