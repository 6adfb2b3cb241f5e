namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>
/// Runs an orchestrator on the thread that calls, one continuation after the other. What comes back on another thread awaited
/// something that is not durable, and would not come back in the same order when replayed: it is refused.
/// </summary>
internal sealed class OrchestrationThread(Action foreign) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int? _thread;

    public bool IsCurrent => _thread == Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            _queue.Enqueue((d, state));
        else
            foreign();
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException($"{nameof(SynchronizationContext)}.{nameof(Send)} in an orchestrator");

    public override SynchronizationContext CreateCopy() => this;

    public void Run(Action body)
    {
        var before = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            body();
        }
        finally
        {
            _thread = null;
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs what became ready, until nothing is.</summary>
    public void Drain()
    {
        while (_queue.TryDequeue(out var next))
            next.Callback(next.State);
    }
}
