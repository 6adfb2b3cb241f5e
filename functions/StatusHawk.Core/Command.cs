using StatusHawk.Core.Checks;

namespace StatusHawk.Core;

/// <summary>On <c>commands</c>: what Api asks of Pipeline. It only hastens, tests apart: the watchdog finds within a minute what a lost command asked for.</summary>
public sealed record Command
{
    public int V { get; init; } = 1;
    public required CommandKind Kind { get; init; }
    public required string WorkspaceId { get; init; }

    /// <summary>The monitor, for <see cref="CommandKind.MonitorChanged"/>.</summary>
    public string? MonitorId { get; init; }

    /// <summary>The incident, for <see cref="CommandKind.IncidentChanged"/>.</summary>
    public string? IncidentId { get; init; }

    /// <summary>The channel, for <see cref="CommandKind.TestChannel"/>.</summary>
    public string? ChannelId { get; init; }

    /// <summary>
    /// The test's own id: what comes of <see cref="CommandKind.TestChannel"/> is in the ledger under it, and of <see cref="CommandKind.TestInRegions"/> with the answers of
    /// tests.
    /// </summary>
    public string? TestId { get; init; }

    /// <summary>What is to be run, for <see cref="CommandKind.TestInRegions"/>.</summary>
    public TestOrder? Test { get; init; }
}

public enum CommandKind
{
    /// <summary>A monitor was created, changed, paused, resumed or deleted: check it now if it is enabled, and say what holds.</summary>
    MonitorChanged,

    /// <summary>A status page was changed: publish it again.</summary>
    PageChanged,

    /// <summary>A workspace was deleted: stop all that checks, tells or publishes.</summary>
    WorkspaceDeleted,

    /// <summary>A person opened or changed an incident: follow it and publish it.</summary>
    IncidentChanged,

    /// <summary>A person wants to see whether a channel works. Nothing else would bring it.</summary>
    TestChannel,

    /// <summary>A person wants to see what a check finds in some regions. Nothing else would bring it, and after a minute nobody waits for it.</summary>
    TestInRegions,
}
