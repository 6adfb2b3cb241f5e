using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core;

/// <summary>Ids with a prefix that says what they name: <c>mon_</c> and 16 characters (80 random bits).</summary>
public static class Ids
{
    public const string Workspace = "ws_";
    public const string Monitor = "mon_";
    public const string Shard = "shd_";
    public const string Key = "key_";
    public const string Page = "page_";
    public const string Incident = "inc_";
    public const string Channel = "chn_";
    public const string Test = "test_";
    public const string User = "usr_";
    public const string Session = "ses_";
    public const string Invitation = "inv_";
    public const string Mail = "mail_";
    public const string Audit = "aud_";

    /// <summary>How many characters follow the prefix.</summary>
    public const int Length = 16;

    // No l, o, 0 and 1: ids are read aloud at night. 32 letters, so a byte's low five bits choose evenly.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    public static string New(string prefix) => prefix + Random(Length);

    /// <summary>Random characters of the id alphabet, 5 bits each.</summary>
    public static string Random(int length) =>
        string.Create(length, RandomNumberGenerator.GetBytes(length), static (chars, bytes) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = Alphabet[bytes[i] & 31];
        });

    /// <summary>The id that belongs to a text: always the same one.</summary>
    public static string Of(string prefix, string text) => prefix + Letters(text, Length);

    /// <summary>The characters of the id alphabet that belong to a text, 5 bits each: always the same ones, and as hard to guess as the text.</summary>
    /// <param name="text">What they are of.</param>
    /// <param name="length">How many: 32 at most, which is what a hash gives.</param>
    public static string Letters(string text, int length) =>
        string.Create(length, SHA256.HashData(Encoding.UTF8.GetBytes(text)), static (chars, hash) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = Alphabet[hash[i] & 31];
        });

    /// <summary>Whether the text could be an id of that prefix. Anything else is not worth a read of the store.</summary>
    public static bool IsValid(string prefix, string? id) =>
        id is not null
        && id.Length == prefix.Length + Length
        && id.StartsWith(prefix, StringComparison.Ordinal)
        && id.AsSpan(prefix.Length).IndexOfAnyExcept(Alphabet) < 0;
}
