namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>How long to wait before an empty queue is asked again: from 100 ms, doubling with some randomness, up to a bound.</summary>
internal sealed class QueueBackoff(TimeSpan max, Random random)
{
    public static readonly TimeSpan Minimum = TimeSpan.FromMilliseconds(100);

    private int _emptyInARow;

    public TimeSpan Next()
    {
        var growth = Minimum * (Math.Pow(2, Math.Min(_emptyInARow, 30)) - 1) * (0.8 + (random.NextDouble() * 0.4));
        _emptyInARow++;
        return Minimum + growth < max ? Minimum + growth : max;
    }

    public void Reset() => _emptyInARow = 0;
}
