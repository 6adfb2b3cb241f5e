namespace StatusHawk.Core.Accounts;

/// <summary>A person with an account: what is of no workspace.</summary>
public sealed record User
{
    /// <summary>Sessions of one person; the one that was used longest ago falls out.</summary>
    public const int MaxSessions = 20;

    private const int MaxKnownAddresses = 20;

    /// <summary><c>usr_…</c>; stays when the mail address changes.</summary>
    public required string Id { get; init; }

    /// <summary>The address as the person wrote it; <see cref="Accounts.Email"/> says which are the same.</summary>
    public required string Email { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>By ASP.NET Core Identity's hasher.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>Another with each new password and address: what mails' tokens were for before is void.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>The workspaces that the person may be in: written before a membership is made, so that none is forgotten; the membership decides.</summary>
    public IReadOnlyList<string> WorkspaceIds { get; init; } = [];

    /// <summary>
    /// Those of <see cref="WorkspaceIds"/> that were about to be made when this was last written. One that does not exist yet counts as the person's own, so
    /// that no number of requests at once makes more than a person may own.
    /// </summary>
    public IReadOnlyList<string> MakingIds { get; init; } = [];

    /// <summary>The sessions that the person may have, the oldest first: written before a session is made. One that is not here is not renewed.</summary>
    public IReadOnlyList<string> SessionIds { get; init; } = [];

    /// <summary>Hashes of the addresses of machines that the person signed in from, the latest last.</summary>
    public IReadOnlyList<string> KnownAddresses { get; init; } = [];

    /// <summary>Null: the password is enough.</summary>
    public SecondFactor? SecondFactor { get; init; }

    /// <summary>The secret of a second factor that is being set up, sealed in the place of the account's id.</summary>
    public string? PendingSecondFactor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static string NewStamp() => Ids.Random(Ids.Length);

    public bool Knows(string address) => KnownAddresses.Contains(Hash(address), StringComparer.Ordinal);

    /// <summary>With an address of which it is known from now on that the person signs in from it.</summary>
    public User Knowing(string address) =>
        KnownAddresses is [.., var last] && last == Hash(address)
            ? this
            : this with { KnownAddresses = [.. KnownAddresses.Where(known => known != Hash(address)).TakeLast(MaxKnownAddresses - 1), Hash(address)] };

    /// <summary>With another password: what proves the person in another way begins anew.</summary>
    public User WithPassword(string hash) => this with { PasswordHash = hash, Stamp = NewStamp() };

    // With the account's id: the same address is not found in two accounts.
    private string Hash(string address) => Secret.Hash($"{Id} {address}");
}
