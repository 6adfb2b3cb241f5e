namespace StatusHawk.Core.Accounts;

/// <summary>The bounds of a key's fields. They are part of the API's contract.</summary>
public static class KeyLimits
{
    public const int MaxNameLength = 100;

    /// <summary>1 to 100 characters, none of them a control character, nothing to trim.</summary>
    public static bool IsName(string? text) => text is { Length: > 0 and <= MaxNameLength } && text.Trim() == text && !text.Any(char.IsControl);
}
