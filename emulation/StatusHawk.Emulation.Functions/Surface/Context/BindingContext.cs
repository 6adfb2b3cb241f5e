namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger tells beside its value.</summary>
public abstract class BindingContext
{
    /// <summary>By name, regardless of case. Anything but text arrives as its JSON.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
