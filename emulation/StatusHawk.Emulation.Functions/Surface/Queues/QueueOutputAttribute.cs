using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Sends what the function returns to a storage queue: a collection as one message each, null not at all.</summary>
public sealed class QueueOutputAttribute(string queueName) : OutputBindingAttribute
{
    /// <summary>The queue; <c>%Name%</c> is replaced by a setting.</summary>
    public string QueueName => queueName;

    /// <summary>The setting that holds the connection string; <c>AzureWebJobsStorage</c> when not set.</summary>
    public string? Connection { get; set; }
}
