using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure.Watching;

/// <summary>Counts requests to queues and tables, each try.</summary>
/// <param name="service"><c>queue</c> or <c>table</c>.</param>
internal sealed class CountStorageRequests(string service) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            ProcessNext(message, pipeline);
        }
        finally
        {
            Count(message);
        }
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            Count(message);
        }
    }

    private void Count(HttpMessage message) => Instruments.StorageRequests.Add(
        1,
        new("service", service),
        new("method", message.Request.Method.Method),
        new("status", (message.HasResponse ? message.Response.Status : 0).ToString(CultureInfo.InvariantCulture)));
}
