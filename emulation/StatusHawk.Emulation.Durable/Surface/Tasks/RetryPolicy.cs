namespace Microsoft.DurableTask;

/// <summary>How often and after what time a failed task is tried again.</summary>
public class RetryPolicy
{
    private readonly Func<TaskFailureDetails, bool> _handleFailure = _ => true;

    /// <summary>A policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, 1 at least.</param>
    /// <param name="firstRetryInterval">The time between the first failure and the second attempt, more than zero.</param>
    /// <param name="backoffCoefficient">By what each further time is longer, 1 at least.</param>
    /// <param name="maxRetryInterval">The longest time between attempts; by default 1 hour.</param>
    /// <param name="retryTimeout">No attempt begins later than this after the first; by default there is no such bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        if (maxRetryInterval < firstRetryInterval && maxRetryInterval != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(maxRetryInterval), maxRetryInterval, "It is less than the first interval.");
        if (retryTimeout < firstRetryInterval && retryTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(retryTimeout), retryTimeout, "It is less than the first interval.");
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The time between the first failure and the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>By what each further time is longer.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>The longest time between attempts.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No attempt begins later than this after the first.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Decides which failures are tried again; attempts and times bound it.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => _handleFailure = value;
    }

    internal bool Handles(TaskFailureDetails failure) => _handleFailure(failure);
}
