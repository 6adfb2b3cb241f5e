namespace StatusHawk.Core.Watching;

/// <summary>How much is waiting on queues, and for how long.</summary>
public interface IQueueDepths
{
    /// <summary>About how many messages there are, those that nobody can see yet included; null where there is no such queue.</summary>
    /// <param name="queue">A name of <see cref="Queues"/>, or that of what could not be read of it.</param>
    Task<int?> CountAsync(string queue, CancellationToken cancellationToken);

    /// <summary>
    /// Since when the oldest message could be taken, of the first that can be taken now; null where none can, or there is no such queue. Nothing is taken.
    /// </summary>
    Task<DateTimeOffset?> OldestAsync(string queue, CancellationToken cancellationToken);
}
