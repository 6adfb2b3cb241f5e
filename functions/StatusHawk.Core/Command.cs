namespace StatusHawk.Core;

/// <summary>On <c>commands</c>: what Api asks of Pipeline. It only hastens: the watchdog finds within a minute what a lost command asked for.</summary>
public sealed record Command
{
    public int V { get; init; } = 1;
    public required CommandKind Kind { get; init; }
    public required string WorkspaceId { get; init; }

    /// <summary>The monitor, for <see cref="CommandKind.MonitorChanged"/>.</summary>
    public string? MonitorId { get; init; }
}

public enum CommandKind
{
    /// <summary>A monitor was created, changed, paused, resumed or deleted: check it now if it is enabled, and say what holds.</summary>
    MonitorChanged,

    /// <summary>A status page was changed: publish it again.</summary>
    PageChanged,
}
