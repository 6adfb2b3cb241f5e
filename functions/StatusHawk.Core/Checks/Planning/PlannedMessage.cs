namespace StatusHawk.Core.Checks.Planning;

/// <summary>A message with its queue, from when it is seen, and when it is gone.</summary>
public sealed record PlannedMessage(string Queue, RoundsMessage Message, DateTimeOffset VisibleFrom, DateTimeOffset GoneAt)
{
    /// <summary>The shortest life that a queue gives a message.</summary>
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);

    /// <summary>Whether what is gone at that time still reaches anybody when it is sent now.</summary>
    public static bool IsWorthSending(DateTimeOffset goneAt, DateTimeOffset now) => goneAt - now >= ShortestLife;

    /// <summary>How long nobody sees it when it is sent now; null: it is seen at once.</summary>
    public TimeSpan? VisibleIn(DateTimeOffset now) => VisibleFrom > now ? VisibleFrom - now : null;
}
