namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>What a small file of the system says, read again when it is asked for and the last reading is older than 30 s.</summary>
/// <param name="read">Reads it; when it fails, the last reading stands.</param>
/// <param name="none">What holds until a reading succeeds.</param>
internal sealed class Reread<T>(Func<T> read, T none, TimeProvider time)
    where T : class
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private T _value = none;
    private long? _readAt;

    public T Value
    {
        get
        {
            lock (_gate)
            {
                if (_readAt is { } at && time.GetElapsedTime(at) < MaxAge) return _value;
                _readAt = time.GetTimestamp();
                try
                {
                    _value = read();
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // A machine without the file, or one that is just being replaced.
                }

                return _value;
            }
        }
    }
}
