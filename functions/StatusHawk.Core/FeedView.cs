namespace StatusHawk.Core;

/// <summary>Something in memory kept fresh by a change feed: read in full at first use, then whenever it is older than asked.</summary>
public abstract class FeedView<T>(IChangeFeed<T> feed, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private long? _refreshedAt;
    private int _begun;
    private int _done;

    /// <summary>Reads what is new, if the last time was longer ago than <paramref name="maxAge"/>. Concurrent callers share one read.</summary>
    public async Task RefreshAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (IsFresh(maxAge)) return;
        var begunBefore = Volatile.Read(ref _begun);
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            // Whoever held the lock may have begun after this call did: then there is nothing left to do.
            if (_done > begunBefore || IsFresh(maxAge)) return;
            var refresh = ++_begun;
            var began = clock.GetTimestamp();
            await feed.ReadNewAsync(Apply, cancellationToken);
            (_refreshedAt, _done) = (began, refresh);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose()
    {
        _refreshing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes a page of changes in; the same ones may come again.</summary>
    protected abstract void Apply(IReadOnlyList<T> changes);

    private bool IsFresh(TimeSpan maxAge) => _refreshedAt is { } at && clock.GetElapsedTime(at) < maxAge;
}
