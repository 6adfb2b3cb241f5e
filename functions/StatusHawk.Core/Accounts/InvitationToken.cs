using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Accounts;

/// <summary>
/// What is mailed to whoever is invited: <c>hi_{16 characters of the workspace's id}_{32 random characters}</c>. It is worth something only together with the
/// address that it was sent to.
/// </summary>
public sealed record InvitationToken
{
    public const string Prefix = "hi_";

    /// <summary>How many random characters it ends with.</summary>
    public const int SecretLength = 32;

    private InvitationToken(string text, string workspaceId) => (Text, WorkspaceId) = (text, workspaceId);

    public string Text { get; }
    public string WorkspaceId { get; }

    /// <summary>What is stored of it.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static InvitationToken New(string workspaceId) => New(workspaceId, Ids.Random(SecretLength));

    /// <param name="workspaceId">Whose.</param>
    /// <param name="secret">The random characters.</param>
    public static InvitationToken New(string workspaceId, string secret)
    {
        if (!Ids.IsValid(Ids.Workspace, workspaceId)) throw new ArgumentException($"'{workspaceId}' is no workspace id.", nameof(workspaceId));
        return new($"{Prefix}{workspaceId[Ids.Workspace.Length..]}_{secret}", workspaceId);
    }

    /// <summary>Null when the text cannot be a token.</summary>
    public static InvitationToken? Parse(string? text)
    {
        if (text is null || text.Length != Prefix.Length + Ids.Length + 1 + SecretLength) return null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + Ids.Length] != '_') return null;
        var workspaceId = Ids.Workspace + text.Substring(Prefix.Length, Ids.Length);
        return Ids.IsValid(Ids.Workspace, workspaceId) ? new(text, workspaceId) : null;
    }

    /// <summary>Whether an invitation is this token's.</summary>
    public bool IsOf(Invitation invitation) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(invitation.TokenHash));

    /// <summary>Not the token: it must not reach a log by accident.</summary>
    public override string ToString() => $"{Prefix}{WorkspaceId[Ids.Workspace.Length..]}_…";
}
