namespace Microsoft.DurableTask.Client;

/// <summary>What an instance is doing.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It has begun.</summary>
    Running,

    /// <summary>It has returned.</summary>
    Completed,

    /// <summary>Not in use.</summary>
    [Obsolete("The ContinuedAsNew status is obsolete and exists only for compatibility reasons.")]
    ContinuedAsNew,

    /// <summary>It has thrown.</summary>
    Failed,

    /// <summary>Not in use.</summary>
    [Obsolete("The Canceled status is not currently used and exists only for compatibility reasons.")]
    Canceled,

    /// <summary>A client ended it.</summary>
    Terminated,

    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>A client halted it.</summary>
    Suspended,
}
