using System.Globalization;
using System.Text.Json;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>An operand as it was written, before it is known what it should be.</summary>
/// <param name="Text">Its text, quotes removed.</param>
/// <param name="Quoted">Whether it can only be a text.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct Token(string Text, bool Quoted, int Column);

/// <summary>What an unquoted token may be.</summary>
internal static class Tokens
{
    /// <summary>Whether it is a number, a truth value or null: a text that looks like one must be quoted.</summary>
    public static bool IsLiteral(string text) => text is "true" or "false" or "null" || Number(text) is not null;

    /// <summary>A JSON number; null when it is none, or none that fits a double.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The text of a JSON string with its quotes; null when it is none.</summary>
    public static string? Unquote(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
