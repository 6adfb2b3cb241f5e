namespace StatusHawk.Core.Accounts;

/// <summary>What a mail's token stands for, found by the token's hash.</summary>
public sealed record Ticket : IExpiring
{
    private const int SecretLength = 32;

    public required string Id { get; init; }
    public required TicketKind Kind { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The account that it is about; null where there is none yet, and in one that is there for its cost only.</summary>
    public string? UserId { get; init; }

    /// <summary>The account's stamp when it was made: it is void when that has changed.</summary>
    public string? Stamp { get; init; }

    /// <summary>The address that the mail went to.</summary>
    public string? Email { get; init; }

    /// <summary>Of a registration.</summary>
    public string? Name { get; init; }

    /// <summary>Of a registration.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>A token: <c>hv_</c>, <c>hp_</c> or <c>he_</c> and 32 characters.</summary>
    public static string NewToken(TicketKind kind) => Prefix(kind) + Ids.Random(SecretLength);

    /// <summary>Where the ticket of a token is; null when the text cannot be a token of that kind.</summary>
    public static string? IdOf(TicketKind kind, string? token) =>
        token is not null && token.Length == Prefix(kind).Length + SecretLength && token.StartsWith(Prefix(kind), StringComparison.Ordinal) && token.All(char.IsAscii)
            ? "tkt_" + Secret.Hash(token)
            : null;

    private static string Prefix(TicketKind kind) => kind switch
    {
        TicketKind.Registration => "hv_",
        TicketKind.PasswordReset => "hp_",
        _ => "he_",
    };
}

/// <summary>What a token of a mail is good for.</summary>
public enum TicketKind
{
    Registration,
    PasswordReset,
    EmailChange,
}
