namespace StatusHawk.Core.Accounts;

/// <summary>
/// A request that was sent with an <c>Idempotency-Key</c>. It is written before the request is run, so that of any number that come at once one is run, and holds
/// the answer when that is done.
/// </summary>
public sealed record IdempotentRequest
{
    /// <summary>How long it is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary><c>idm_</c> and a hash of caller, route and key.</summary>
    public required string Id { get; init; }

    /// <summary>A hash of the body, sealed: a hash alone would tell a short body to whoever guesses it.</summary>
    public required string Body { get; init; }

    /// <summary>What the ids of what is made are derived from, sealed: a second run makes the very same thing.</summary>
    public required string Seed { get; init; }

    /// <summary>When it was first run.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When it was last run.</summary>
    public required DateTimeOffset RanAt { get; init; }

    /// <summary>Whether the last run ended without an answer to keep, and perhaps after it had made something: the next may run at once.</summary>
    public bool LetGo { get; init; }

    /// <summary>What was answered, sealed, since it may hold a secret that is shown once; null: it is not done.</summary>
    public string? Answer { get; init; }
}
