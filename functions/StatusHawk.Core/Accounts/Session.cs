namespace StatusHawk.Core.Accounts;

/// <summary>A person's being signed in at one client.</summary>
public sealed record Session : IExpiring
{
    /// <summary>How long a token gives access.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts that nobody renews.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How long a client whose answer was lost may come back with the token it had.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private const int AccessKept = 3;

    /// <summary><c>ses_…</c>.</summary>
    public required string Id { get; init; }
    public required string UserId { get; init; }

    /// <summary>The person's name when the session was last renewed.</summary>
    public required string UserName { get; init; }

    /// <summary>When the newest refresh token ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Access tokens that may still be in use, the newest last.</summary>
    public required IReadOnlyList<AccessHash> Access { get; init; }

    /// <summary>The newest refresh token's hash.</summary>
    public required string RefreshHash { get; init; }

    /// <summary>That of the one before; null: there is none, or it was used once more already.</summary>
    public string? PreviousRefreshHash { get; init; }

    /// <summary>What its refresh tokens are marked with.</summary>
    public required string Seal { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last renewed: within 15 minutes of its last use.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>What the client calls itself; at most 100 characters.</summary>
    public string? UserAgent { get; init; }

    /// <summary>From where it was last renewed.</summary>
    public string? Address { get; init; }

    /// <summary>A new one with its first tokens.</summary>
    public static (Session Session, SessionTokens Tokens) Begin(string userId, string userName, Client client, DateTimeOffset now)
    {
        var id = Ids.New(Ids.Session);
        var seal = Ids.Random(32);
        var blank = new Session
        {
            Id = id,
            UserId = userId,
            UserName = userName,
            ExpiresAt = now,
            Access = [],
            RefreshHash = "",
            Seal = seal,
            CreatedAt = now,
            LastUsedAt = now,
        };
        return blank.Issue(userName, client, now, previous: null);
    }

    public bool Admits(SessionToken access, DateTimeOffset now) => now < ExpiresAt && Access.Any(one => now < one.ExpiresAt && Secret.Matches(access.Text, one.Hash));

    /// <summary>What a refresh token is worth now.</summary>
    public RefreshUse Judge(SessionToken refresh, DateTimeOffset now)
    {
        if (now >= ExpiresAt || !refresh.IsMarked(Seal)) return RefreshUse.Unknown;
        if (Secret.Matches(refresh.Text, RefreshHash)) return RefreshUse.Newest;

        // LastUsedAt is when the newest was given out, and it is the newest only as long as it was not used itself.
        return now - LastUsedAt <= Grace && Secret.Matches(refresh.Text, PreviousRefreshHash) ? RefreshUse.AnswerLost : RefreshUse.Reused;
    }

    /// <summary>The session with new tokens, for whoever sent a good one.</summary>
    public (Session Session, SessionTokens Tokens) Renew(RefreshUse use, string userName, Client client, DateTimeOffset now) =>
        Issue(userName, client, now, use == RefreshUse.Newest ? RefreshHash : null);

    private (Session Session, SessionTokens Tokens) Issue(string userName, Client client, DateTimeOffset now, string? previous)
    {
        var (access, refresh) = (SessionToken.NewAccess(Id), SessionToken.NewRefresh(Id, Seal));
        var tokens = new SessionTokens(access.Text, now + AccessLifetime, refresh.Text, now + Lifetime);
        var session = this with
        {
            UserName = userName,
            ExpiresAt = tokens.RefreshExpiresAt,
            Access = [.. Access.Where(one => now < one.ExpiresAt).TakeLast(AccessKept - 1), new(access.Hash, tokens.AccessExpiresAt)],
            RefreshHash = refresh.Hash,
            PreviousRefreshHash = previous,
            LastUsedAt = now,
            UserAgent = client.UserAgent,
            Address = client.Address,
        };
        return (session, tokens);
    }
}

/// <param name="Hash">An access token's.</param>
/// <param name="ExpiresAt">From when on it gives no access.</param>
public sealed record AccessHash(string Hash, DateTimeOffset ExpiresAt);

/// <summary>What a client gets, once: nobody can tell it again.</summary>
public sealed record SessionTokens(string AccessToken, DateTimeOffset AccessExpiresAt, string RefreshToken, DateTimeOffset RefreshExpiresAt)
{
    // Never themselves: a record's own ToString would put them into a log.
    public override string ToString() => "Tokens of a session";
}

/// <param name="Address">Where it asks from.</param>
/// <param name="UserAgent">What it calls itself; null: nothing.</param>
public sealed record Client(string Address, string? UserAgent);

/// <summary>What a refresh token is worth.</summary>
public enum RefreshUse
{
    /// <summary>Nothing: this session never gave it out, or has ended.</summary>
    Unknown,

    /// <summary>New tokens.</summary>
    Newest,

    /// <summary>New tokens, once more: the answer with the newest seems to be lost.</summary>
    AnswerLost,

    /// <summary>The end of the session: two have it.</summary>
    Reused,
}
