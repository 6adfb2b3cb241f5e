using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>An account as its person sees it.</summary>
/// <param name="RecoveryCodesLeft">Null: there is no second factor.</param>
public sealed record AccountView(string Id, string Email, string Name, bool SecondFactor, int? RecoveryCodesLeft, DateTimeOffset CreatedAt)
{
    public static AccountView Of(User user) =>
        new(user.Id, user.Email, user.Name, user.SecondFactor is not null, user.SecondFactor?.RecoveryHashes.Count, user.CreatedAt);
}

/// <summary>A session as its person sees it.</summary>
/// <param name="LastUsedAt">When it was last renewed.</param>
/// <param name="Current">Whether it is the one that asks.</param>
public sealed record SessionView(string Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, string? UserAgent, string? Address, bool Current)
{
    public static SessionView Of(Session session, string currentId) =>
        new(session.Id, session.CreatedAt, session.LastUsedAt, session.ExpiresAt, session.UserAgent, session.Address, session.Id == currentId);
}

/// <summary>What a client that signs in, or renews its session, gets once.</summary>
public sealed record SignedInView(
    string AccessToken, DateTimeOffset AccessExpiresAt, string RefreshToken, DateTimeOffset RefreshExpiresAt, SessionView Session, AccountView Account)
{
    public static SignedInView Of(SignedIn signedIn) =>
        new(signedIn.Tokens.AccessToken, signedIn.Tokens.AccessExpiresAt, signedIn.Tokens.RefreshToken, signedIn.Tokens.RefreshExpiresAt,
            SessionView.Of(signedIn.Session, signedIn.Session.Id), AccountView.Of(signedIn.User));

    // Never themselves: a record's own ToString would put them into a log.
    public override string ToString() => "Tokens of a session";
}

/// <summary>Shown once.</summary>
/// <param name="Secret">In base32, for typing.</param>
/// <param name="Uri">For a QR code.</param>
public sealed record NewSecondFactor(string Secret, string Uri)
{
    public override string ToString() => "A second factor";
}

/// <summary>Shown once.</summary>
public sealed record NewRecoveryCodes(IReadOnlyList<string> RecoveryCodes)
{
    public override string ToString() => "Recovery codes";
}
