namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>What holds now, a document for each monitor.</summary>
public interface ILiveStore
{
    Task<Stored<LiveState>?> ReadAsync(string workspaceId, string monitorId, CancellationToken cancellationToken);

    Task<IReadOnlyList<LiveState>> ListAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>Of some monitors, in any order. Of which nothing is known is left out.</summary>
    Task<IReadOnlyList<LiveState>> ListAsync(string workspaceId, IReadOnlyCollection<string> monitorIds, CancellationToken cancellationToken);

    /// <summary>Writes if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryWriteAsync(LiveState state, string? etag, CancellationToken cancellationToken);

    /// <summary>Removes it, for a deleted monitor. Nothing there is fine.</summary>
    Task DeleteAsync(string workspaceId, string monitorId, CancellationToken cancellationToken);
}
