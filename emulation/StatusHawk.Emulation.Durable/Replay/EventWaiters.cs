namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>
/// Events by name, without case, and who waits for them. As on the platform the newest waiter is served first, and one that was
/// cancelled still takes an event when no other waits.
/// </summary>
internal sealed class EventWaiters
{
    private readonly Dictionary<string, Stack<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string? Data)> _buffered = [];

    public bool IsEmpty => _waiters.Count == 0;

    /// <summary>What came and was not waited for, in order.</summary>
    public IReadOnlyList<(string Name, string? Data)> Buffered => _buffered;

    public Task<T> Wait<T>(string name)
    {
        if (!_waiters.TryGetValue(name, out var waiting))
            waiting = _waiters[name] = new();
        if (waiting.TryPeek(out var other) && other.Type != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type: '{name}' is waited for as {other.Type}, now as {typeof(T)}.");
        }

        var waiter = new Waiter<T>();
        waiting.Push(waiter);
        var index = _buffered.FindIndex(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            var data = _buffered[index].Data;
            _buffered.RemoveAt(index);
            Raise(name, data);
        }

        return waiter.Source.Task;
    }

    public void Cancel<T>(Task<T> task, CancellationToken cancellationToken) => _waiters.Values
        .SelectMany(waiting => waiting)
        .OfType<Waiter<T>>()
        .FirstOrDefault(waiter => waiter.Source.Task == task)?.Source.TrySetCanceled(cancellationToken);

    public void Raise(string name, string? data)
    {
        if (!_waiters.TryGetValue(name, out var waiting))
        {
            _buffered.Add((name, data));
            return;
        }

        var waiter = waiting.Pop();
        if (waiting.Count == 0)
            _waiters.Remove(name);
        waiter.Complete(data);
    }

    private abstract class Waiter
    {
        public abstract Type Type { get; }

        public abstract void Complete(string? data);
    }

    private sealed class Waiter<T> : Waiter
    {
        public TaskCompletionSource<T> Source { get; } = new();

        public override Type Type => typeof(T);

        public override void Complete(string? data) => Source.TrySetResult(DurableJson.Read<T>(data)!);
    }
}
