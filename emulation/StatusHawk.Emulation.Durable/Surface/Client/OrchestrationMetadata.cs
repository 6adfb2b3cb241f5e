using StatusHawk.Emulation.Durable;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known of an instance.</summary>
public sealed class OrchestrationMetadata
{
    /// <summary>An instance of an orchestrator.</summary>
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    /// <summary>The name of the orchestrator.</summary>
    public string Name { get; }

    /// <summary>The id of the instance.</summary>
    public string InstanceId { get; }

    /// <summary>What it was doing.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was started. UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last step was. UTC.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input as JSON, when asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output as JSON, when asked for.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status as JSON, when asked for.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why it failed, when asked for and it did.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether it was running.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether it had ended, in any way.</summary>
    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    internal bool HasInputsAndOutputs { get; init; }

    /// <summary>The input.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput, nameof(ReadInputAs));

    /// <summary>The output.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput, nameof(ReadOutputAs));

    /// <summary>The custom status.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus, nameof(ReadCustomStatusAs));

    private T? Read<T>(string? json, string member) => HasInputsAndOutputs
        ? DurableJson.Read<T>(json)
        : throw new InvalidOperationException(
            $"{member} can only be used on {nameof(OrchestrationMetadata)} that was fetched with inputs and outputs.");
}
