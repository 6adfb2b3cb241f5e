namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the invocation's function returned.</summary>
public abstract class InvocationResult : InvocationResult<object>;

/// <summary>What the invocation's function returned, as a type.</summary>
public abstract class InvocationResult<T>
{
    /// <summary>Null before the function has returned, and when it returns nothing. What is set is used in place of what was returned.</summary>
    public abstract T? Value { get; set; }
}
