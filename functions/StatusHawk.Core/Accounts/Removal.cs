namespace StatusHawk.Core.Accounts;

/// <summary>
/// The mark of a workspace that is to be removed. It comes before the workspace is deleted and stays until its tombstone is gone: later than any message that
/// was on its way when it was deleted.
/// </summary>
public sealed record Removal
{
    public required string WorkspaceId { get; init; }

    /// <summary>When somebody was about to delete it. Whether it was deleted is said by the workspace.</summary>
    public required DateTimeOffset MarkedAt { get; init; }

    /// <summary>Since when nothing of it was found that checks, tells or publishes; null: it has not been looked at, or it is not deleted.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Since when nothing of it is left; null: there may be.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}
