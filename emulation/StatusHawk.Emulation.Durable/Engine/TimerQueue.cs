namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>The durable timers of all instances, by time, behind one timer.</summary>
internal sealed class TimerQueue(TimeProvider time, Action<string, int, int> fire)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<(string InstanceId, int Generation, int Step), DateTime> _queue = new();
    private TaskCompletionSource _earlier = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTime _next = DateTime.MaxValue;

    public void Add(string instanceId, int generation, int step, DateTime at)
    {
        lock (_gate)
        {
            _queue.Enqueue((instanceId, generation, step), at);
            if (at < _next)
                _earlier.TrySetResult();
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (wait, earlier) = FireDue();
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(Task.Delay(wait, time, over.Token), earlier);
            await over.CancelAsync();
        }
    }

    private (TimeSpan Wait, Task Earlier) FireDue()
    {
        var due = new List<(string InstanceId, int Generation, int Step)>();
        TimeSpan wait;
        Task earlier;
        lock (_gate)
        {
            var now = time.GetUtcNow().UtcDateTime;
            while (_queue.TryPeek(out var timer, out var at) && at <= now)
                due.Add(_queue.Dequeue());
            _next = _queue.TryPeek(out _, out var next) ? next : DateTime.MaxValue;
            wait = _next - now < Longest ? _next - now : Longest;
            // Rounded up: a timer that wakes a moment early would only wake again.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            _earlier = new(TaskCreationOptions.RunContinuationsAsynchronously);
            earlier = _earlier.Task;
        }

        foreach (var (instanceId, generation, step) in due)
            fire(instanceId, generation, step);
        return (wait, earlier);
    }
}
