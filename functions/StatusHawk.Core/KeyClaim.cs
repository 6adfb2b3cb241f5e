namespace StatusHawk.Core;

/// <summary>
/// That a stable key is somebody's. It is written before the thing that has the key, so that of any number who want one key at once, exactly one gets it.
/// A claim whose holder does not have the key was left behind when something ended half-way; it is anybody's as soon as it is older than <see cref="Lease"/>.
/// </summary>
public sealed record KeyClaim
{
    /// <summary>How long a holder may take from its claim to the write that gives it the key: longer than a request takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public required string WorkspaceId { get; init; }
    public required KeyedKind Kind { get; init; }
    public required string Key { get; init; }

    /// <summary>The id of the monitor or channel that has the key, or is about to.</summary>
    public required string Holder { get; init; }
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>Whether its holder may still be about to write.</summary>
    public bool IsFresh(DateTimeOffset now) => now - ClaimedAt < Lease;
}

/// <summary>What has keys.</summary>
public enum KeyedKind
{
    Monitor,
    Channel,
}
