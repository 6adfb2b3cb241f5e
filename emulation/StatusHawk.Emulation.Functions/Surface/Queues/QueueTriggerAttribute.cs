using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a message of a storage queue.</summary>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The queue; <c>%Name%</c> is replaced by a setting.</summary>
    public string QueueName => queueName;

    /// <summary>The setting that holds the connection string; <c>AzureWebJobsStorage</c> when not set.</summary>
    public string? Connection { get; set; }
}
