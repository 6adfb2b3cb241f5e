using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>Names as people write them, made ready for the wire.</summary>
public static class DnsName
{
    /// <summary>Characters of one label (RFC 1035 §2.3.4).</summary>
    public const int MaxLabelLength = 63;

    /// <summary>
    /// Characters of a whole name without its trailing dot: the 255 octets of the wire less the first length and the last (RFC 1035 §2.3.4).
    /// </summary>
    public const int MaxLength = 253;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    private static readonly IdnMapping Idn = new();

    /// <summary>
    /// The name in lower case ASCII without the trailing dot, if it can be asked for: labels of letters, digits, hyphens and underscores (<c>_dmarc</c>), of
    /// 1 to 63 characters, 253 in all. Other letters become Punycode.
    /// </summary>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? name)
    {
        name = null;

        // Nothing longer can become a name; it spares the mapping what a hostile writer may send.
        if (text is null || text.Length is 0 or > MaxLength + 1) return false;
        var ascii = text;
        if (!Ascii.IsValid(text))
        {
            try
            {
                // Without ICU the mapping does not fold cases, and Ü would be another name than ü.
                ascii = Idn.GetAscii(text.ToLowerInvariant());
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        if (ascii.EndsWith('.')) ascii = ascii[..^1];
        if (ascii.Length is 0 or > MaxLength) return false;
        foreach (var label in ascii.AsSpan().Split('.'))
        {
            var (start, end) = (label.Start.Value, label.End.Value);
            if (end - start is 0 or > MaxLabelLength || ascii.AsSpan(start, end - start).ContainsAnyExcept(Allowed)) return false;
        }

        name = ascii.ToLowerInvariant();
        return true;
    }
}
