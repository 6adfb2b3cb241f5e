using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>Functions here have no retry policy; a queue delivers again by itself.</summary>
internal sealed class NoRetries : RetryContext
{
    public static NoRetries Instance { get; } = new();

    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}
