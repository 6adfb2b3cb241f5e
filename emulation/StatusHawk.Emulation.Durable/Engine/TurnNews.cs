using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>What a turn takes from the inbox, and the part of it that goes into the history.</summary>
internal sealed record TurnNews(
    IReadOnlyList<InboxMessage> Taken,
    IReadOnlyList<HistoryEvent> Events,
    bool NeedsClaim,
    bool IsSuspended,
    HistoryEvent? Terminated)
{
    /// <summary>So few that a commit has room for all of them to be deleted in it.</summary>
    private const int MaxTaken = 50;

    public bool IsEmpty => Taken.Count == 0 && Events.Count == 0;

    public static TurnNews Of(InstanceState state, IEnumerable<InboxMessage> inbox, DateTime now, HubMembers members)
    {
        var status = state.Status;
        var suspended = status.Runtime == OrchestrationRuntimeStatus.Suspended;
        var waits = status.StartAt > now;
        var taken = new List<InboxMessage>();
        var events = new List<HistoryEvent>();
        if (!state.HasStarted && !waits)
            events.Add(new(HistoryKind.Started));
        HistoryEvent? terminated = null;
        foreach (var message in inbox)
        {
            var kind = message.Event.Kind;
            var isFor = kind == HistoryKind.Terminated || (!waits && (!suspended || kind == HistoryKind.Resumed));
            if (!isFor || members.IsControlHeld(message.Owner))
                continue;
            if (taken.Count == MaxTaken || terminated is not null)
                break;
            taken.Add(message);
            if (!state.Awaits(message) || events.Any(e => e.EndsStep && message.Event.EndsStep && e.Step == message.Event.Step))
                continue;
            events.Add(message.Event);
            suspended = kind == HistoryKind.Suspended || (suspended && kind != HistoryKind.Resumed);
            terminated = kind == HistoryKind.Terminated ? message.Event : null;
        }

        var foreign = taken.Any(message => message.Key.Length > 0 && message.Owner != members.Me);
        var starts = events.Any(e => e.Kind == HistoryKind.Started) && status.Owner != members.Me;
        return new(taken, events, foreign || starts, suspended, terminated);
    }
}
