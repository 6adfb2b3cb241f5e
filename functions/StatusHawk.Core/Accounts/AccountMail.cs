namespace StatusHawk.Core.Accounts;

/// <summary>
/// On <c>mails</c>: a mail about an account or an invitation, for Pipeline to write and to send. <see cref="AccountMails"/> makes it, <see cref="AccountMailText"/> words it.
/// </summary>
public sealed record AccountMail
{
    public int V { get; init; } = 1;

    /// <summary><c>mail_…</c>: the same id is sent once, and a sealed token belongs to it.</summary>
    public required string Id { get; init; }

    public required AccountMailKind Kind { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string To { get; init; }

    /// <summary>Whom it greets; null: nobody by name.</summary>
    public string? Name { get; init; }

    /// <summary>What proves that the mail was read, sealed in the place of <see cref="Id"/>; null where the mail asks for nothing.</summary>
    public string? SealedToken { get; init; }

    /// <summary>From when on it is no use to send it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of <see cref="AccountMailKind.EmailChanged"/>: the new address. Of <see cref="AccountMailKind.Invitation"/>: who invites.</summary>
    public string? Other { get; init; }

    /// <summary>Of <see cref="AccountMailKind.Invitation"/>: the name of the workspace.</summary>
    public string? Workspace { get; init; }
}

/// <summary>What a mail is about.</summary>
public enum AccountMailKind
{
    /// <summary>Proves the address of a new account.</summary>
    Verify,

    /// <summary>Somebody wanted an account, or a new address for one, and there is an account with that address already.</summary>
    AddressTaken,

    /// <summary>Sets a new password.</summary>
    PasswordReset,

    /// <summary>Somebody wanted a new password, and there is no account with that address.</summary>
    NoAccount,

    /// <summary>Proves the new address of an account.</summary>
    ConfirmEmail,

    /// <summary>To the old address: it is the account's no more.</summary>
    EmailChanged,

    /// <summary>The password was set by a mail's token: all sessions ended.</summary>
    PasswordChanged,

    /// <summary>To a workspace.</summary>
    Invitation,
}
