using Microsoft.DurableTask;

namespace StatusHawk.Pipeline.Incidents;

/// <summary>How an activity that failed is tried again: a store that is away for minutes ends no orchestration.</summary>
internal static class ActivityRetries
{
    /// <summary>About ten minutes in all; whatever fails for longer is started anew by the watchdog.</summary>
    public static TaskOptions Options { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 25, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(30)));
}
