using StatusHawk.Emulation.Durable.Configuration;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>Commits the outcome of a turn, and then takes it into memory.</summary>
internal sealed class TurnWriter(HubTables tables, HubMembers members, ActivityPool activities, TimerQueue timers, DurableOptions options)
{
    public async Task<InstanceState> WriteAsync(InstanceState state, TurnNews news, TurnOutcome outcome, DateTime now)
    {
        var items = outcome.Asked.Where(e => e.Kind == HistoryKind.ActivityAsked).Select(e => Item(state.Status, e)).ToList();
        try
        {
            return await CommitAsync(state, news, outcome, items, now);
        }
        catch
        {
            foreach (var _ in items.Where(item => item.Owner.Length > 0))
                activities.GiveBack();
            throw;
        }
    }

    private async Task<InstanceState> CommitAsync(
        InstanceState state, TurnNews news, TurnOutcome outcome, List<ActivityItem> items, DateTime now)
    {
        var before = state.Status;
        var after = After(before, outcome, now);
        var sent = outcome.Asked.Where(e => !options.DropsEvents || e.Kind != HistoryKind.EventSent);
        var outbox = Outgoing.Of(before, after, sent).ToList();
        var history = History(after, news, outcome, now);
        var parts = InstanceRows.History(after, history).ToList();
        var done = Done(state, news);
        var ends = after.HasEnded || outcome.Next is not null;
        var commit = new TurnCommit { Before = before, After = after };
        commit.Writes.AddRange(parts);
        commit.Writes.AddRange(items.Select(InstanceRows.Activity));
        commit.Writes.AddRange(outbox.Select(item => InstanceRows.Outbox(before.Id, item)));
        commit.Consumed.AddRange(news.Taken.Select(message => message.Key).Where(key => key.Length > 0));
        commit.Litter.AddRange(done.Select(item => Keys.ActivityStep(item.Generation, item.Step)));
        commit.Litter.AddRange(state.Litter);
        if (ends)
            commit.Litter.AddRange(state.HistoryKeys);
        if (outcome.Next is not null && StatusRow.IsAside(before.Input))
            commit.Litter.Add(Keys.Input(before.Generation));
        var (status, etags) = await tables.CommitAsync(commit);

        var next = ends ? state.Anew(status) : state;
        next.Status = status;
        next.Append(history);
        next.HistoryKeys.AddRange(parts.Select(part => part.Key));
        state.Litter.Clear();
        foreach (var item in done)
            next.Activities.Remove((item.Generation, item.Step));
        lock (next.Outbox)
            next.Outbox.AddRange(outbox);
        Begin(next, outcome, items.Select(item => item with { ETag = etags[Keys.ActivityStep(item.Generation, item.Step)] }));
        return next;
    }

    private void Begin(InstanceState next, TurnOutcome outcome, IEnumerable<ActivityItem> items)
    {
        foreach (var item in items)
        {
            next.Activities[(item.Generation, item.Step)] = item;
            activities.Add(item, hasPlace: item.Owner.Length > 0);
        }

        foreach (var timer in outcome.Asked.Where(e => e.Kind == HistoryKind.TimerSet && next.Open.ContainsKey(e.Step)))
            timers.Add(next.Status.Id, next.Status.Generation, timer.Step, timer.At!.Value);
    }

    private InstanceStatus After(InstanceStatus before, TurnOutcome outcome, DateTime now)
    {
        var after = before with
        {
            Runtime = outcome.Runtime,
            Turn = before.Turn + 1,
            UpdatedAt = now,
            CustomStatus = outcome.CustomStatus,
            Output = outcome.Output,
            Failure = outcome.Failure,
            Owner = "",
        };
        return outcome.Next is { } next
            // It begins at once here, as a message that was taken when it was sent.
            ? after with { Generation = before.Generation + 1, Turn = 0, Input = next.Input, StartAt = null, Owner = members.Me }
            : after;
    }

    private ActivityItem Item(InstanceStatus status, HistoryEvent asked) =>
        new(status.Id, status.Generation, asked.Step, asked.Name!, asked.Data) { Owner = activities.TryReserve() ? members.Me : "" };

    /// <summary>Inputs and payloads are where they are needed, not in the history; what has ended needs none.</summary>
    private static IReadOnlyList<HistoryEvent> History(InstanceStatus after, TurnNews news, TurnOutcome outcome, DateTime now)
    {
        if (outcome.Next is not null)
            return outcome.Kept;
        if (after.HasEnded)
            return [];
        var asked = outcome.Asked.Select(e => e.IsAsked ? e with { Data = null } : e);
        return [new HistoryEvent(HistoryKind.TurnStarted) { At = now }, .. news.Events, .. asked];
    }

    /// <summary>The activities that ended, of this generation or an earlier one.</summary>
    private static List<ActivityItem> Done(InstanceState state, TurnNews news) =>
    [
        .. news.Taken
            .Where(message => message.Event.Kind is HistoryKind.ActivityDone or HistoryKind.ActivityFailed)
            .Select(message => state.Activities.GetValueOrDefault((message.Generation, message.Event.Step)))
            .OfType<ActivityItem>()
            .Distinct(),
    ];
}
