namespace Microsoft.DurableTask.Client;

/// <summary>How to delete an instance.</summary>
/// <param name="Recursive">Its sub-orchestrations too. Not supported here.</param>
public record PurgeInstanceOptions(bool Recursive = false);
