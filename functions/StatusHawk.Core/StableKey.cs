namespace StatusHawk.Core;

/// <summary>The name that people give to a thing so that a file can mean it, whatever its id is: unique among the things of its kind in a workspace.</summary>
public static class StableKey
{
    public const int MaxLength = 100;

    /// <summary>How it is said what one may be.</summary>
    public static readonly string Rule = $"1 to {MaxLength} of a to z, 0 to 9, dot, underscore and hyphen";

    public static bool IsValid(string text) => text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');

    /// <summary>The key that was sent: <c>null</c> takes away the stored one, which stays when nothing was sent, or something wrong that is reported.</summary>
    public static string? Read(FieldReader fields, string? stored)
    {
        if (!fields.Has("key")) return stored;
        if (fields.IsNull("key")) return null;
        if (fields.Text("key") is not { } key) return stored;
        if (IsValid(key)) return key;
        fields.Refuse("key", $"Must be {Rule}; null takes it away.");
        return stored;
    }
}
