namespace StatusHawk.Core.Accounts;

/// <summary>Asks whoever has a mail address to come into a workspace. There is one for each address: a new one takes the place of the old.</summary>
public sealed record Invitation
{
    /// <summary>How long one can be accepted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary><c>inv_…</c>, of the workspace and the address, so that a person's own address leads to it by one point read.</summary>
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }

    /// <summary>The address as it was written.</summary>
    public required string Email { get; init; }

    /// <summary>What the person will be. Never an owner.</summary>
    public required Role Role { get; init; }

    /// <summary>Of the token that was sent to the address, which is stored nowhere.</summary>
    public required string TokenHash { get; init; }

    /// <summary>What whoever invited is called.</summary>
    public required string InvitedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was accepted; null: not yet. It stays until it expires, so that accepting twice is once, or until the person is a member no more.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The person who did, <c>usr_…</c>: to another account of the same address it is worth nothing any more. Null: nobody, or it is not known.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>Whether it is still to be answered.</summary>
    public bool IsPending(DateTimeOffset now) => AcceptedAt is null && now < ExpiresAt;

    /// <summary>Where the invitation of an address is.</summary>
    public static string IdOf(string workspaceId, string email) => Ids.Of(Ids.Invitation, $"{workspaceId}|{Accounts.Email.Hash(email)}");
}
