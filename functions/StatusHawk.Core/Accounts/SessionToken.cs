using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Accounts;

/// <summary>
/// What a signed-in client sends: <c>ha_{16 characters of the session's id}_{32 characters}</c> for access, <c>hr_…</c> to renew it. Naming the session
/// makes checking a token one point read.
/// </summary>
public sealed record SessionToken
{
    public const string Access = "ha_";
    public const string Refresh = "hr_";
    private const int SecretLength = 32;
    private const int MarkLength = 12;

    private SessionToken(string text, string sessionId) => (Text, SessionId) = (text, sessionId);

    public string Text { get; }
    public string SessionId { get; }
    public string Hash => Secret.Hash(Text);

    public static SessionToken NewAccess(string sessionId) => Of(Access, sessionId, Ids.Random(SecretLength));

    /// <summary>100 random bits, and 60 that mark it as one of this session's: an old one is known again without being kept, and no stranger can make one that looks old.</summary>
    /// <param name="sessionId">Whose.</param>
    /// <param name="seal">What the session marks its tokens with.</param>
    public static SessionToken NewRefresh(string sessionId, string seal)
    {
        var random = Ids.Random(SecretLength - MarkLength);
        return Of(Refresh, sessionId, random + Mark(random, seal));
    }

    /// <summary>Whether the session gave it out at some time.</summary>
    public bool IsMarked(string seal)
    {
        var secret = Text[^SecretLength..];
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(secret[^MarkLength..]), Encoding.ASCII.GetBytes(Mark(secret[..^MarkLength], seal)));
    }

    /// <summary>Null when the text cannot be such a token.</summary>
    public static SessionToken? Parse(string prefix, string? text)
    {
        if (text is null || text.Length != prefix.Length + Ids.Length + 1 + SecretLength) return null;
        if (!text.StartsWith(prefix, StringComparison.Ordinal) || text[prefix.Length + Ids.Length] != '_' || !text.All(char.IsAscii)) return null;
        var sessionId = Ids.Session + text.Substring(prefix.Length, Ids.Length);
        return Ids.IsValid(Ids.Session, sessionId) ? new(text, sessionId) : null;
    }

    /// <summary>Not the token: it must not reach a log by accident.</summary>
    public override string ToString() => $"{Text[..3]}{SessionId[Ids.Session.Length..]}_…";

    private static SessionToken Of(string prefix, string sessionId, string secret) => new($"{prefix}{sessionId[Ids.Session.Length..]}_{secret}", sessionId);

    private static string Mark(string random, string seal) =>
        Ids.Of("", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(seal), Encoding.UTF8.GetBytes(random))))[..MarkLength];
}
