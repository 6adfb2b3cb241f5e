namespace StatusHawk.Core;

/// <summary>Sends a message, as JSON, to a queue of <see cref="Queues"/>.</summary>
public interface IMessageQueues
{
    /// <param name="queue">A name of <see cref="Queues"/>.</param>
    /// <param name="message">At most <see cref="Queues.MaxMessageBytes"/> when serialised.</param>
    /// <param name="visibleIn">How long nobody sees it; null: at once.</param>
    /// <param name="expiresIn">After how long it is gone, at least a second; null: the service's 7 days.</param>
    Task SendAsync<T>(string queue, T message, TimeSpan? visibleIn, TimeSpan? expiresIn, CancellationToken cancellationToken);
}
