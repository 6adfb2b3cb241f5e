using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an id and a time.</summary>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
    }

    /// <summary>The id of the instance; a new one when not set.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When it starts; at once when not set.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Tags of the instance. Not supported here.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary.Create<string, string>();

    /// <summary>The version of the orchestrator. Not supported here.</summary>
    public TaskVersion? Version { get; init; }
}
