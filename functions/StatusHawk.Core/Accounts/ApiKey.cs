using System.Text.Json.Serialization;

namespace StatusHawk.Core.Accounts;

/// <summary>A key as it is stored: its hash, never itself.</summary>
public sealed record ApiKey
{
    /// <summary><c>key_</c> and the token's hash, so that a token leads to its key by one point read.</summary>
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Name { get; init; }

    /// <summary>What it may do. Only the key of the installation's settings is an owner's.</summary>
    public Role Role { get; init; } = Role.Owner;

    /// <summary>What it may be used for; null: everything.</summary>
    public IReadOnlyList<Area>? Areas { get; init; }

    /// <summary>From when on it does not work; null: it does until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to within <see cref="UseNotedFor"/>; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The token's last characters, by which a person tells one key from another; null: it is from before there were any.</summary>
    public string? Hint { get; init; }

    /// <summary>For how long a use that is written down speaks for those after it: a key that is used all the time costs one write an hour.</summary>
    public static TimeSpan UseNotedFor { get; } = TimeSpan.FromHours(1);

    /// <summary>Whether it is the installation's own, which its settings name: nobody makes or revokes one through the API.</summary>
    [JsonIgnore]
    public bool IsOfSettings => Role == Role.Owner;
}
