using StatusHawk.Emulation.Durable.History;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>All that the tables know of an instance. Changed only by who runs it.</summary>
internal sealed class InstanceState
{
    public InstanceState(InstanceStatus status)
        : this(status, [], [])
    {
    }

    private InstanceState(
        InstanceStatus status, Dictionary<(int Generation, int Step), ActivityItem> activities, List<OutboxItem> outbox) =>
        (Status, Activities, Outbox) = (status, activities, outbox);

    public InstanceStatus Status { get; set; }

    public List<HistoryEvent> History { get; } = [];

    /// <summary>The keys of the rows that hold the history.</summary>
    public List<string> HistoryKeys { get; } = [];

    public Dictionary<(int Generation, int Step), ActivityItem> Activities { get; }

    /// <summary>What is to be delivered. Also touched by the courier: to be locked.</summary>
    public List<OutboxItem> Outbox { get; }

    /// <summary>Steps of this generation that have not ended.</summary>
    public Dictionary<int, HistoryEvent> Open { get; } = [];

    /// <summary>Keys of rows that mean nothing any more.</summary>
    public List<string> Litter { get; } = [];

    public bool HasStarted { get; private set; }

    /// <summary>What the history takes in memory, in characters, about.</summary>
    public int Size { get; private set; }

    /// <summary>The state after the end of a run, or at the beginning of the next: its activities go on, its messages leave.</summary>
    public InstanceState Anew(InstanceStatus status) => new(status, Activities, Outbox);

    public void Append(IEnumerable<HistoryEvent> events)
    {
        foreach (var e in events)
        {
            History.Add(e);
            Size += 100 + (e.Data?.Length ?? 0);
            HasStarted |= e.Kind == HistoryKind.Started;
            if (e.IsAsked && e.Kind != HistoryKind.EventSent)
                Open[e.Step] = e;
            else if (e.EndsStep)
                Open.Remove(e.Step);
        }
    }

    /// <summary>Whether something that happened to a step is still of interest.</summary>
    public bool Awaits(InboxMessage message) => !message.Event.EndsStep
        || (message.Generation == Status.Generation
            && Open.TryGetValue(message.Event.Step, out var asked)
            && asked.Kind == AskedBy(message.Event.Kind));

    private static HistoryKind AskedBy(HistoryKind end) => end switch
    {
        HistoryKind.ActivityDone or HistoryKind.ActivityFailed => HistoryKind.ActivityAsked,
        HistoryKind.SubDone or HistoryKind.SubFailed => HistoryKind.SubAsked,
        _ => HistoryKind.TimerSet,
    };
}
