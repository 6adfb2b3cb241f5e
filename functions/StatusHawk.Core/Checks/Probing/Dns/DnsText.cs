using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>Bytes of others, made fit for people to read and for rules to compare.</summary>
internal static class DnsText
{
    /// <summary>A label as zone files write it (RFC 1035 §5.1), in lower case (RFC 4343): a dot inside it must not look like one between labels.</summary>
    public static void AppendLabel(StringBuilder text, ReadOnlySpan<byte> label)
    {
        foreach (var octet in label)
        {
            if (octet is (byte)'.' or (byte)'\\') text.Append('\\').Append((char)octet);
            else if (octet is <= 32 or >= 127) AppendEscaped(text, octet);
            else text.Append(char.ToLowerInvariant((char)octet));
        }
    }

    /// <summary>Text in UTF-8, or in Latin-1 where it is not that, with control characters as <c>\DDD</c>.</summary>
    /// <param name="quoted">Whether it will stand between quotes, which it must then not end.</param>
    public static string Of(ReadOnlySpan<byte> bytes, bool quoted = false)
    {
        // Asked first, since an exception for each strange record would let a hostile server make checks expensive.
        var raw = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        var text = new StringBuilder(raw.Length);
        foreach (var c in raw)
        {
            if (char.IsControl(c)) AppendEscaped(text, c);
            else if (quoted && c is ('"' or '\\')) text.Append('\\').Append(c);
            else text.Append(c);
        }

        return text.ToString();
    }

    private static void AppendEscaped(StringBuilder text, int code) => text.Append('\\').Append(code.ToString("D3", CultureInfo.InvariantCulture));
}
