using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks;

/// <summary>What a job's call says.</summary>
public enum HeartbeatSignal
{
    /// <summary>It ran.</summary>
    Success,

    /// <summary>It starts; what follows tells how it ended.</summary>
    Start,

    /// <summary>It ran, and failed.</summary>
    Fail,
}

/// <summary>Calls as observations, so that they go the way of all others.</summary>
public static class HeartbeatCall
{
    // More often than this nobody needs to know that calls come through.
    private const int OwnSlotSeconds = 10;

    /// <summary>A job's call.</summary>
    public static LogEntry Of(Monitor monitor, HeartbeatSignal signal, DateTimeOffset at) => new()
    {
        Kind = EntryKind.Ping,
        Shard = monitor.Shard,
        WorkspaceId = monitor.WorkspaceId,
        Slot = Slot.Of(at),
        Part = at.Millisecond / 100,
        Region = HeartbeatTarget.Region,
        Results =
        [
            new CheckResult
            {
                MonitorId = monitor.Id,
                Outcome = signal switch
                {
                    HeartbeatSignal.Success => Outcome.Up,
                    HeartbeatSignal.Fail => Outcome.Down,
                    _ => Outcome.Inconclusive,
                },
                Evidence = signal == HeartbeatSignal.Fail ? new Evidence { Error = ErrorClass.Reported, Message = "The job itself said that it failed." } : null,
            },
        ],
    };

    /// <summary>The installation's own.</summary>
    public static LogEntry Own(DateTimeOffset at) => new()
    {
        Kind = EntryKind.Ping,
        Shard = Heartbeats.SelfShard,
        WorkspaceId = "",
        Slot = new Slot(at.ToUnixTimeSeconds() / OwnSlotSeconds * OwnSlotSeconds),
        Region = HeartbeatTarget.Region,
        Results = [],
    };
}
