using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>
/// Takes up what an instance that was read from the tables waits for: its timers, activities and messages to others. Taking it up twice
/// does no harm.
/// </summary>
internal sealed class Adoption(HubMembers members, ActivityPool activities, TimerQueue timers, Courier courier)
{
    /// <summary>The step of a timer that stands for the start of an instance.</summary>
    public const int Start = -1;

    public void Adopt(Instance instance, InstanceState state)
    {
        var status = state.Status;
        if (!status.HasEnded)
        {
            foreach (var timer in state.Open.Values.Where(e => e.Kind == HistoryKind.TimerSet))
                timers.Add(status.Id, status.Generation, timer.Step, timer.At!.Value);
            if (status.StartAt is { } at && !state.HasStarted)
                timers.Add(status.Id, status.Generation, Start, at);
        }

        // In this order: one that ends meanwhile is known to the pool, or its end is in the inbox, or both.
        var known = activities.Known();
        var ended = instance.Inbox()
            .Where(message => message.Event.EndsStep)
            .Select(message => (message.Generation, message.Event.Step))
            .ToHashSet();
        foreach (var (id, item) in state.Activities)
        {
            if (!known.Contains(item.Id) && !ended.Contains(id) && !members.IsWorkItemHeld(item.Owner))
                activities.Add(item, hasPlace: false);
        }

        courier.Deliver(instance, state);
    }
}
