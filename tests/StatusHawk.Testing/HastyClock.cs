namespace StatusHawk.Testing;

/// <summary>The machine's clock, but that whatever is waited for is over at once: for pauses that a test is not about.</summary>
public sealed class HastyClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromTicks(1) : dueTime, period);
}
