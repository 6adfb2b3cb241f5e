using System.Text;
using Newtonsoft.Json.Linq;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>What was read of an answer's body.</summary>
/// <param name="bytes">As many as were read, decompressed.</param>
/// <param name="whole">Whether that is all: no limit cut it.</param>
/// <param name="charset">What the answer says of its encoding; UTF-8 when it says nothing or something unknown.</param>
public sealed class Body(ReadOnlyMemory<byte> bytes, bool whole = true, string? charset = null)
{
    private readonly Lazy<string> _text = new(() => EncodingOf(charset).GetString(bytes.Span).TrimStart('\uFEFF'));
    private Lazy<JToken?>? _json;

    public int Size => bytes.Length;
    public bool IsWhole => whole;
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>What is no character of its encoding becomes U+FFFD.</summary>
    public string Text => _text.Value;

    /// <summary>Null when it is not JSON, or not whole.</summary>
    internal JToken? Json => (_json ??= new(() => whole ? Assertions.Json.Parse(Text) : null)).Value;

    /// <summary>The first characters, up to so many bytes of UTF-8, if it is a text at all; null when it is none.</summary>
    public string? Excerpt(int maxBytes)
    {
        if (Size == 0 || bytes.Span[..Math.Min(Size, maxBytes)].Contains((byte)0)) return null;
        var excerpt = EncodingOf(charset).GetString(bytes.Span[..Math.Min(Size, maxBytes)]);

        // The cut may have gone through a character.
        if (Size > maxBytes) excerpt = excerpt.TrimEnd('\uFFFD');
        return excerpt.Count(c => c == '\uFFFD' || (char.IsControl(c) && c is not ('\r' or '\n' or '\t' or '\f'))) * 20 > excerpt.Length ? null : excerpt;
    }

    private static Encoding EncodingOf(string? charset)
    {
        try
        {
            return string.IsNullOrEmpty(charset) ? Encoding.UTF8 : Encoding.GetEncoding(charset.Trim('"', '\''));
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
