namespace StatusHawk.Emulation.Functions;

/// <summary>Keeps an outage of storage from flooding the log: one complaint at once, then one each half minute.</summary>
internal sealed class StorageComplaints(TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private long? _last;

    /// <summary>Whether to complain now.</summary>
    public bool Due()
    {
        if (_last is { } last && time.GetElapsedTime(last) < Every)
            return false;
        _last = time.GetTimestamp();
        return true;
    }

    /// <summary>Whether there was something to complain about, which is over now.</summary>
    public bool Over()
    {
        var was = _last is not null;
        _last = null;
        return was;
    }
}
