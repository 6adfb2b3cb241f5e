using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

/// <summary>A manual clock that tells how many timers wait for it, so that a test moves it only when there is something to move.</summary>
internal sealed class CountingClock : TimeProvider
{
    private readonly ManualClock _clock = new();
    private int _timers;

    /// <summary>Timers made and not yet disposed of.</summary>
    public int Timers => Volatile.Read(ref _timers);

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public void Advance(TimeSpan by) => _clock.Advance(by);

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _timers);
        return new CountedTimer(this, _clock.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class CountedTimer(CountingClock clock, ITimer timer) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            if (Interlocked.Exchange(ref _disposed, 1) == 0) Interlocked.Decrement(ref clock._timers);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
