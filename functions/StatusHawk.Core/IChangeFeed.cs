namespace StatusHawk.Core;

/// <summary>
/// What changed in a store since this feed was last read; everything there is, the first time. Each reader has a feed of its own, in memory: what
/// is built from it is a cache.
/// </summary>
public interface IChangeFeed<T>
{
    /// <summary>
    /// Gives what is new to <paramref name="take"/>, a page at a time, so that nobody ever holds all of it twice. Latest versions only, and no deletes. What was
    /// given before a failure is given again by the next call. Not to be called again before it has returned.
    /// </summary>
    Task ReadNewAsync(Action<IReadOnlyList<T>> take, CancellationToken cancellationToken);
}

/// <summary>For readers of little.</summary>
public static class ChangeFeeds
{
    /// <summary>All that is new, at once.</summary>
    public static async Task<IReadOnlyList<T>> ReadNewAsync<T>(this IChangeFeed<T> feed, CancellationToken cancellationToken)
    {
        var changes = new List<T>();
        await feed.ReadNewAsync(changes.AddRange, cancellationToken);
        return changes;
    }
}
