namespace Microsoft.DurableTask.Client;

/// <summary>How to end an instance.</summary>
/// <param name="Output">What becomes its output.</param>
/// <param name="Recursive">Its sub-orchestrations too. Not supported here.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
