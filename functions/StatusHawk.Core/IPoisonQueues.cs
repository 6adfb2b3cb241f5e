namespace StatusHawk.Core;

/// <summary>The messages that failed too often, where the platform puts them aside: <c>{queue}-poison</c>.</summary>
public interface IPoisonQueues
{
    /// <summary>Takes some of a queue's. What is not deleted is there again after a minute. None where no message ever failed.</summary>
    Task<IReadOnlyList<PoisonMessage>> TakeAsync(string queue, CancellationToken cancellationToken);

    Task DeleteAsync(string queue, PoisonMessage message, CancellationToken cancellationToken);
}

/// <param name="Id">Its id in the poison queue.</param>
/// <param name="Receipt">That it was taken.</param>
/// <param name="Text">What it says. It is never logged.</param>
/// <param name="SetAsideAt">When it was put there; null: not known.</param>
public sealed record PoisonMessage(string Id, string Receipt, string Text, DateTimeOffset? SetAsideAt);
