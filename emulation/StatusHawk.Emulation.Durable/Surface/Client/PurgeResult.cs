namespace Microsoft.DurableTask.Client;

/// <summary>How many instances were deleted.</summary>
public class PurgeResult
{
    /// <summary>So many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>How many.</summary>
    public int PurgedInstanceCount { get; }
}
