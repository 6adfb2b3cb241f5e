namespace StatusHawk.Core;

/// <summary>
/// What changed in a store since this feed was last read; everything there is, the first time. Each reader has a feed of its own, in memory: what
/// is built from it is a cache.
/// </summary>
public interface IChangeFeed<T>
{
    /// <summary>Latest versions only, and no deletes. Not to be called again before it has returned.</summary>
    Task<IReadOnlyList<T>> ReadNewAsync(CancellationToken cancellationToken);
}
