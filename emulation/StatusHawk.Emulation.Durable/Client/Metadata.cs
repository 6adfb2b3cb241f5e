using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Client;

/// <summary>The state of an instance as clients see it.</summary>
internal static class Metadata
{
    public static OrchestrationMetadata Of(InstanceStatus status, bool withData) => new(status.Name, status.Id)
    {
        RuntimeStatus = status.Runtime,
        CreatedAt = status.CreatedAt,
        LastUpdatedAt = status.UpdatedAt,
        HasInputsAndOutputs = withData,
        SerializedInput = withData ? status.Input : null,
        SerializedOutput = withData ? status.Output : null,
        SerializedCustomStatus = withData ? status.CustomStatus : null,
        FailureDetails = withData ? status.Failure?.Details() : null,
    };

    public static bool IsWanted(InstanceStatus status, OrchestrationQuery query) =>
        !(status.CreatedAt < query.CreatedFrom?.UtcDateTime)
        && !(status.CreatedAt > query.CreatedTo?.UtcDateTime)
        && (query.Statuses is null || !query.Statuses.Any() || query.Statuses.Contains(status.Runtime));
}
