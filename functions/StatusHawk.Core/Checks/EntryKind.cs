namespace StatusHawk.Core.Checks;

/// <summary>How an observation came into the log.</summary>
public enum EntryKind
{
    /// <summary>All checks of a part of a shard at one slot in one region.</summary>
    Round,

    /// <summary>One check that was not up, sent ahead of its round, which repeats it.</summary>
    Urgent,

    /// <summary>One check that was asked for outside the schedule.</summary>
    Opinion,

    /// <summary>A call of a heartbeat's job, or one of the installation's own.</summary>
    Ping,
}
