namespace StatusHawk.Testing;

/// <summary>A clock that stands until the test moves it. Timers and delays made from it fire when it is moved past them.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private long _elapsed;

    public ManualClock()
        : this(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    /// <summary>Elapsed time knows no way back, whatever is done to the clock on the wall.</summary>
    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed;
    }

    /// <summary>Sets the clock, forwards or backwards, as an administrator would. Backwards, no timer fires.</summary>
    public void Set(DateTimeOffset now) => Advance(now - GetUtcNow());

    public void Advance(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_gate)
        {
            _now += by;
            if (by > TimeSpan.Zero) _elapsed += by.Ticks;
            due = [.. _timers.Where(timer => timer.DueAt <= _now).OrderBy(timer => timer.DueAt)];
        }

        foreach (var timer in due) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                if (!clock._timers.Contains(this)) clock._timers.Add(this);
            }

            if (dueTime <= TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan) Fire();
            return true;
        }

        public void Fire()
        {
            lock (clock._gate)
            {
                if (DueAt is null) return;
                DueAt = _period > TimeSpan.Zero ? clock._now + _period : null;
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                DueAt = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
