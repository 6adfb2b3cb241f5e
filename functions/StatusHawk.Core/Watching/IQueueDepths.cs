namespace StatusHawk.Core.Watching;

/// <summary>How much is waiting on queues.</summary>
public interface IQueueDepths
{
    /// <summary>About how many messages there are, those that nobody can see yet included; null where there is no such queue.</summary>
    /// <param name="queue">A name of <see cref="Queues"/>, or that of what could not be read of it.</param>
    Task<int?> CountAsync(string queue, CancellationToken cancellationToken);
}
