using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Accounts;

/// <summary>
/// What a caller sends: <c>hk_{16 characters of the workspace's id}_{32 random characters}</c>. Naming the workspace makes the key's own partition known,
/// so that checking a key is one point read.
/// </summary>
public sealed record ApiKeyToken
{
    public const string Prefix = "hk_";

    /// <summary>How many random characters it ends with.</summary>
    public const int SecretLength = 32;

    private ApiKeyToken(string text, string workspaceId) => (Text, WorkspaceId) = (text, workspaceId);

    public string Text { get; }
    public string WorkspaceId { get; }

    /// <summary>The id of the key's document.</summary>
    public string KeyId => Ids.Key + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    /// <summary>What may be kept and shown of it: the last 4 characters, 20 bits of 160.</summary>
    public string Hint => Text[^4..];

    /// <summary>Whether the text could be the id of a key's document. Anything else is not worth a read, or names something else.</summary>
    public static bool IsKeyId(string text) =>
        text.Length == Ids.Key.Length + (2 * SHA256.HashSizeInBytes)
        && text.StartsWith(Ids.Key, StringComparison.Ordinal)
        && text.AsSpan(Ids.Key.Length).IndexOfAnyExcept("0123456789abcdef") < 0;

    public static ApiKeyToken New(string workspaceId) => New(workspaceId, Ids.Random(SecretLength));

    /// <param name="workspaceId">Whose.</param>
    /// <param name="secret">The random characters.</param>
    public static ApiKeyToken New(string workspaceId, string secret)
    {
        if (!Ids.IsValid(Ids.Workspace, workspaceId)) throw new ArgumentException($"'{workspaceId}' is no workspace id.", nameof(workspaceId));
        return new($"{Prefix}{workspaceId[Ids.Workspace.Length..]}_{secret}", workspaceId);
    }

    /// <summary>Null when the text cannot be a key.</summary>
    public static ApiKeyToken? Parse(string? text)
    {
        if (text is null || text.Length != Prefix.Length + Ids.Length + 1 + SecretLength) return null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + Ids.Length] != '_') return null;
        if (!text.All(char.IsAscii)) return null;
        var workspaceId = Ids.Workspace + text.Substring(Prefix.Length, Ids.Length);
        return Ids.IsValid(Ids.Workspace, workspaceId) ? new(text, workspaceId) : null;
    }

    /// <summary>Not the token: it must not reach a log by accident.</summary>
    public override string ToString() => $"{Prefix}{WorkspaceId[Ids.Workspace.Length..]}_…";
}
