namespace StatusHawk.Core.Alerting;

/// <summary>How one kind of channel is told. <c>docs/channels.md</c> lists what a new kind touches.</summary>
public interface IChannelSender
{
    ChannelKind Kind { get; }

    /// <summary>Tells it once, with <see cref="Alert.Key"/> as the provider's own idempotency key. Never throws but when cancelled.</summary>
    Task<SendOutcome> SendAsync(Alert alert, Channel channel, CancellationToken cancellationToken);
}

/// <summary>What came of one try.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider has taken it.</summary>
    /// <param name="Detail">What the provider said, without secrets: <c>answered 204</c>.</param>
    public sealed record Sent(string Detail) : SendOutcome;

    /// <summary>Not taken, or nobody knows: to be tried again with the same key.</summary>
    /// <param name="Detail">Why, without secrets.</param>
    /// <param name="RetryAfter">What the provider asked for.</param>
    public sealed record Later(string Detail, TimeSpan? RetryAfter = null) : SendOutcome;

    /// <summary>It will never be taken.</summary>
    /// <param name="Detail">Why, without secrets.</param>
    /// <param name="ChannelIsGone">Whether nothing else will be taken either: the channel is switched off.</param>
    public sealed record Refused(string Detail, bool ChannelIsGone = false) : SendOutcome;
}
