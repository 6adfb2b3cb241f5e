using System.Collections.Concurrent;
using System.Threading.Channels;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>The instances in memory, those of them that are ready to run, and who waits for a change of one.</summary>
internal sealed class Instances
{
    /// <summary>Histories in memory take no more characters than this; the least recently used are read again when needed.</summary>
    private const int MaxSize = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Instance> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _changes = new(StringComparer.Ordinal);
    private readonly Channel<Instance> _ready = Channel.CreateUnbounded<Instance>();
    private long _uses;

    public ChannelReader<Instance> Ready => _ready.Reader;

    public IEnumerable<Instance> All => _all.Values;

    public Instance Get(string id) => _all.GetOrAdd(id, static id => new Instance(id));

    public Instance? Find(string id) => _all.GetValueOrDefault(id);

    public void Remove(Instance instance) => _all.TryRemove(new(instance.Id, instance));

    /// <summary>Lets an instance run when its turn comes.</summary>
    public void Enqueue(Instance instance)
    {
        if (instance.TryQueue())
            _ready.Writer.TryWrite(instance);
    }

    public void Requeue(Instance instance) => _ready.Writer.TryWrite(instance);

    /// <summary>Tells an instance what happened to it.</summary>
    public void Arrive(string id, InboxMessage message)
    {
        var instance = Get(id);
        if (instance.Add(message))
            Enqueue(instance);
    }

    public void Use(Instance instance) => instance.LastUsed = Interlocked.Increment(ref _uses);

    /// <summary>Completes when the instance changes the next time.</summary>
    public Task NextChange(string id) =>
        _changes.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string id)
    {
        if (_changes.TryRemove(id, out var change))
            change.TrySetResult();
    }

    /// <summary>Drops the histories that were not used for the longest time, if all take too much.</summary>
    public void Trim()
    {
        var known = _all.Values.Select(instance => (instance, size: instance.State?.Size ?? 0)).Where(i => i.size > 0).ToList();
        var size = known.Sum(i => (long)i.size);
        foreach (var (instance, its) in known.OrderBy(i => i.instance.LastUsed).TakeWhile(_ => size > MaxSize))
        {
            if (instance.TryForget())
                size -= its;
        }
    }
}
