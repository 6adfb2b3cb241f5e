namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which attempt this is, for functions with a retry policy.</summary>
public abstract class RetryContext
{
    /// <summary>Attempts made before this one.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Attempts that will be made at most.</summary>
    public abstract int MaxRetryCount { get; }
}
