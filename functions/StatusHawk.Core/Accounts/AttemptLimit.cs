namespace StatusHawk.Core.Accounts;

/// <summary>How often something may be tried.</summary>
/// <param name="Attempts">So many at once.</param>
/// <param name="Window">And then, spread over this time, so many again: one for each part of it.</param>
public sealed record AttemptLimit(int Attempts, TimeSpan Window)
{
    /// <summary>The attempts with one more, if there may be one; otherwise how long to wait for it.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="before">Those there were; null: none that still count.</param>
    /// <param name="now">When.</param>
    public (Attempts? Reserved, TimeSpan Wait) Reserve(string id, Attempts? before, DateTimeOffset now)
    {
        var free = before is null || before.ExpiresAt < now ? now : before.ExpiresAt;
        var next = free + (Window / Attempts);
        var wait = next - now - Window;

        // The parts of a window need not add up to it to the last tick.
        return wait > TimeSpan.FromMilliseconds(1) ? (null, wait) : (new Attempts { Id = id, ExpiresAt = next }, TimeSpan.Zero);
    }
}

/// <summary>Counted attempts, in one time: when all of them will be forgotten. The further ahead it is, the more there were.</summary>
public sealed record Attempts : IExpiring
{
    public required string Id { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
