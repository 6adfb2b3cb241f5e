using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>What a turn sends to other instances: starts and events that were asked for, and its own end to who waits for it.</summary>
internal static class Outgoing
{
    public static IEnumerable<OutboxItem> Of(InstanceStatus before, InstanceStatus after, IEnumerable<HistoryEvent> asked)
    {
        var items = asked.Select(e => Asked(e, before, after)).OfType<OutboxItem>();
        if (after is { HasEnded: true, Parent: { } parent })
            items = items.Append(New(before, after, parent.InstanceId, parent.Generation, EndOf(after, parent.Step)));
        return items.Select((item, index) => item with { Key = Keys.OutboxStep(before.Generation, before.Turn + 1, index) });
    }

    private static OutboxItem? Asked(HistoryEvent asked, InstanceStatus before, InstanceStatus after) => asked.Kind switch
    {
        HistoryKind.SubAsked => New(before, after, asked.Target!, 0, asked),
        HistoryKind.EventSent => New(
            before, after, asked.Target!, 0, new(HistoryKind.EventRaised) { Name = asked.Name, Data = asked.Data }),
        _ => null,
    };

    private static OutboxItem New(InstanceStatus before, InstanceStatus after, string target, int toGeneration, HistoryEvent what) =>
        new("", before.Generation, before.Name, target, toGeneration, after.UpdatedAt, what);

    private static HistoryEvent EndOf(InstanceStatus status, int step)
    {
        if (status.Runtime == OrchestrationRuntimeStatus.Completed)
            return new(HistoryKind.SubDone) { Step = step, Data = status.Output };
        var terminated = new Failure(typeof(OperationCanceledException).FullName!, "The sub-orchestration was terminated.", null, null);
        return new(HistoryKind.SubFailed) { Step = step, Failure = status.Failure ?? terminated };
    }
}
