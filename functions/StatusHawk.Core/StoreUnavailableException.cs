namespace StatusHawk.Core;

/// <summary>A store does not answer, or asks to be left alone for a while. The same request may succeed later; it may also have taken effect.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string message, Exception? innerException = null, TimeSpan? retryAfter = null)
        : base(message, innerException) => RetryAfter = retryAfter;

    /// <summary>How long the store asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }
}
