using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Gives a function the client by which it starts and wakes orchestrations.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The task hub; the one of <c>host.json</c> when not set.</summary>
    public string? TaskHub { get; set; }

    /// <summary>The setting that holds the connection string; the storage provider's when not set.</summary>
    public string? ConnectionName { get; set; }
}
