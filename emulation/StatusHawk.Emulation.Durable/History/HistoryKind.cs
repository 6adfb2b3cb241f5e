namespace StatusHawk.Emulation.Durable.History;

/// <summary>What happened. The names are stored: they may be added to, not changed.</summary>
internal enum HistoryKind
{
    TurnStarted,
    Started,
    ActivityAsked,
    ActivityDone,
    ActivityFailed,
    TimerSet,
    TimerFired,
    TimerDropped,
    SubAsked,
    SubDone,
    SubFailed,
    EventRaised,
    EventSent,
    Suspended,
    Resumed,
    Terminated,
}
