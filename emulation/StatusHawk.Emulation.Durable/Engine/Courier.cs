using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;
using StatusHawk.Emulation.Durable.Tables;
using StatusHawk.Emulation.Functions.Discovery;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>
/// Brings what instances send to others: one sender's in order, each until it is there. A second delivery has the same key, and the same
/// step of its receiver, and does nothing.
/// </summary>
internal sealed partial class Courier(
    HubTables tables,
    HubPost post,
    Instances instances,
    TimeProvider time,
    ILogger<Courier> logger)
{
    private static readonly TimeSpan AfterError = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Instance, Task> _delivering = new();
    private volatile bool _stopping;

    /// <summary>Begins to deliver, unless it goes on already.</summary>
    public void Deliver(Instance instance, InstanceState state)
    {
        if (state.Outbox.Count == 0 || _stopping)
            return;
        lock (_delivering)
        {
            if (!_delivering.ContainsKey(instance))
                _delivering[instance] = Task.Run(() => DeliverAllAsync(instance));
        }
    }

    public async Task StopAsync(CancellationToken abandon)
    {
        _stopping = true;
        await Task.WhenAll(_delivering.Values).WaitAsync(abandon);
    }

    private async Task DeliverAllAsync(Instance instance)
    {
        while (Next(instance) is { } item)
        {
            try
            {
                await DeliverAsync(instance.Id, item);
                await tables.DeleteAsync(Keys.Partition(instance.Id), [item.Key]);
                Done(instance, item);
            }
            catch (TableException exception)
            {
                LogNotDelivered(instance.Id, item.Target, exception.Message);
                await Task.Delay(AfterError, time);
            }
        }
    }

    private OutboxItem? Next(Instance instance)
    {
        lock (_delivering)
        {
            var item = _stopping || instance.State is not { } state ? null : First(state);
            if (item is null)
                _delivering.TryRemove(instance, out _);
            return item;
        }
    }

    private static OutboxItem? First(InstanceState state)
    {
        lock (state.Outbox)
            return state.Outbox.FirstOrDefault();
    }

    private void Done(Instance instance, OutboxItem item)
    {
        if (instance.State is not { } state)
            return;
        lock (state.Outbox)
            state.Outbox.RemoveAll(other => other.Key == item.Key);
        if (state.Status.HasEnded && state.Outbox.Count == 0)
            instances.Enqueue(instance);
    }

    private async Task DeliverAsync(string sender, OutboxItem item)
    {
        // The same at each delivery, and in the order of sending.
        var key = Keys.Message(item.At, $"{StableId.Of(sender)}.{item.Key}");
        if (item.Event.Kind == HistoryKind.SubAsked)
            await StartAsync(sender, item, key);
        else
            await TellAsync(item.Target, new InboxMessage(key, item.ToGeneration, item.Event));
    }

    private async Task StartAsync(string sender, OutboxItem item, string key)
    {
        var parent = new ParentLink(item.SenderName, sender, item.Generation, item.Event.Step);
        if (await post.TryStartAsync(item.Target, item.Event.Name!, item.Event.Data, null, parent, CancellationToken.None))
            return;
        var failure = Failure.Of(new InvalidOperationException($"The instance {item.Target} exists already and has not ended."));
        await TellAsync(sender, new(key, item.Generation, new(HistoryKind.SubFailed) { Step = item.Event.Step, Failure = failure }));
    }

    private async Task TellAsync(string target, InboxMessage message)
    {
        if (await tables.FindAsync(target, false, CancellationToken.None) is { HasEnded: false } status)
            await post.SendAsync(status, message, CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Warning, "What {InstanceId} sent to {Target} was not delivered yet: {Reason}")]
    private partial void LogNotDelivered(string instanceId, string target, string reason);
}
