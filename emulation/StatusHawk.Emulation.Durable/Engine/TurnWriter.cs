using StatusHawk.Emulation.Durable.Configuration;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>Commits the outcome of a turn, and then takes it into memory.</summary>
internal sealed class TurnWriter(HubTables tables, HubMembers members, ActivityPool activities, TimerQueue timers, DurableOptions options)
{
    public async Task<InstanceState> WriteAsync(InstanceState state, TurnNews news, TurnOutcome outcome, DateTime now)
    {
        var before = state.Status;
        var turn = before.Turn + 1;
        var after = After(before, outcome, now, members.Me);
        var asked = options.DropsEvents ? [.. outcome.Asked.Where(e => e.Kind != HistoryKind.EventSent)] : outcome.Asked;
        var items = asked.Where(e => e.Kind == HistoryKind.ActivityAsked).Select(e => Item(before, e)).ToList();
        var outbox = Outbox(before, after, outcome, asked, now).Select((item, i) => item with { Key = Keys.OutboxStep(before.Generation, turn, i) }).ToList();
        var history = outcome.Next is not null ? outcome.Kept
            : after.HasEnded ? []
            : [new HistoryEvent(HistoryKind.TurnStarted) { At = now }, .. news.Events, .. outcome.Asked.Select(WithoutData)];
        var commit = new TurnCommit { Before = before, After = after };
        var parts = InstanceRows.History(after, history).ToList();
        commit.Writes.AddRange([.. parts, .. items.Select(InstanceRows.Activity), .. outbox.Select(item => InstanceRows.Outbox(before.Id, item))]);
        commit.Consumed.AddRange(news.Taken.Select(message => message.Key).Where(key => key.Length > 0));
        var done = Done(state, news).ToList();
        commit.Litter.AddRange([.. done.Select(item => Keys.ActivityStep(item.Generation, item.Step)), .. state.Litter]);
        var isNew = after.HasEnded || outcome.Next is not null;
        if (isNew)
            commit.Litter.AddRange(state.HistoryKeys);
        try
        {
            var (status, etags) = await tables.CommitAsync(commit);
            items = [.. items.Select(item => item with { ETag = etags[Keys.ActivityStep(item.Generation, item.Step)] })];
            var next = isNew ? state.Anew(status) : state;
            Take(next, state, status, history, parts.Select(part => part.Key), items, outbox, done);
            foreach (var item in items)
                activities.Add(item, hasPlace: item.Owner.Length > 0);
            foreach (var timer in outcome.Asked.Where(e => e.Kind == HistoryKind.TimerSet && next.Open.ContainsKey(e.Step)))
                timers.Add(status.Id, status.Generation, timer.Step, timer.At!.Value);
            return next;
        }
        catch
        {
            foreach (var _ in items.Where(item => item.Owner.Length > 0))
                activities.GiveBack();
            throw;
        }
    }

    private static InstanceStatus After(InstanceStatus before, TurnOutcome outcome, DateTime now, string me)
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
            ? after with { Generation = before.Generation + 1, Turn = 0, Input = next.Input, StartAt = null, Owner = me }
            : after;
    }

    private ActivityItem Item(InstanceStatus status, HistoryEvent asked) => new(status.Id, status.Generation, asked.Step, asked.Name!, asked.Data)
    {
        Owner = activities.TryReserve() ? members.Me : "",
    };

    private static IEnumerable<OutboxItem> Outbox(
        InstanceStatus before, InstanceStatus after, TurnOutcome outcome, IReadOnlyList<HistoryEvent> asked, DateTime now)
    {
        foreach (var e in asked)
        {
            if (e.Kind is HistoryKind.SubAsked)
                yield return new("", before.Generation, before.Name, e.Target!, 0, now, e);
            else if (e.Kind is HistoryKind.EventSent)
                yield return new("", before.Generation, before.Name, e.Target!, 0, now, new(HistoryKind.EventRaised) { Name = e.Name, Data = e.Data });
        }

        if (after is { HasEnded: true, Parent: { } parent } && outcome.Next is null)
            yield return new("", before.Generation, before.Name, parent.InstanceId, parent.Generation, now, EndOf(after, parent.Step));
    }

    private static HistoryEvent EndOf(InstanceStatus status, int step) => status.Runtime switch
    {
        Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Completed => new(HistoryKind.SubDone) { Step = step, Data = status.Output },
        _ => new(HistoryKind.SubFailed)
        {
            Step = step,
            Failure = status.Failure ?? new Failure(typeof(OperationCanceledException).FullName!, "The sub-orchestration was terminated.", null, null),
        },
    };

    /// <summary>The activities that ended, of this generation or an earlier one.</summary>
    private static IEnumerable<ActivityItem> Done(InstanceState state, TurnNews news) => news.Taken
        .Where(message => message.Event.Kind is HistoryKind.ActivityDone or HistoryKind.ActivityFailed)
        .Select(message => state.Activities.GetValueOrDefault((message.Generation, message.Event.Step)))
        .OfType<ActivityItem>()
        .Distinct();

    /// <summary>Inputs and payloads are where they are needed, not in the history.</summary>
    private static HistoryEvent WithoutData(HistoryEvent asked) => asked.IsAsked ? asked with { Data = null } : asked;

    private static void Take(
        InstanceState next,
        InstanceState state,
        InstanceStatus status,
        IReadOnlyList<HistoryEvent> history,
        IEnumerable<string> keys,
        List<ActivityItem> items,
        List<OutboxItem> outbox,
        List<ActivityItem> done)
    {
        foreach (var item in done)
            state.Activities.Remove((item.Generation, item.Step));
        state.Litter.Clear();
        next.Status = status;
        next.Append(history);
        next.HistoryKeys.AddRange(keys);
        foreach (var item in items)
            next.Activities[(item.Generation, item.Step)] = item;
        lock (next.Outbox)
            next.Outbox.AddRange(outbox);
    }
}
