using System.Globalization;

namespace StatusHawk.Core;

/// <summary>Times as a person sends them: RFC 3339, to the second or finer, with a zone. A time without one would depend on where somebody reads it.</summary>
public static class ZonedTime
{
    /// <summary>What to say when one is wrong.</summary>
    public const string Wanted = "Must be a time such as 2026-03-01T12:00:00Z.";

    private const int DateLength = 10;
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Null when it is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        var zoned = text.Length > DateLength && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > DateLength);
        return zoned && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToUniversalTime() : null;
    }
}
