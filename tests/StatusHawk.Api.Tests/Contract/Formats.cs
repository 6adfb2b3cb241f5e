using System.Globalization;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>The formats of texts that the contract names.</summary>
internal static class Formats
{
    public static bool Fits(string format, string text) => format switch
    {
        "date-time" => text.Length > 10 && text[10] is 'T' or 't' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "email" => text.IndexOf('@') is > 0 and var at && at < text.Length - 1,
        "password" => true,
        _ => throw new NotSupportedException($"The format {format}."),
    };
}
