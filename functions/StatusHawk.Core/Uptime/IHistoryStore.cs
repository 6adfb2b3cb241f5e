using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Uptime;

/// <summary>Hours, days and overviews.</summary>
public interface IHistoryStore
{
    Task<Stored<RollUp>?> ReadAsync(string monitorId, RollUpSpan span, Slot from, CancellationToken cancellationToken);

    /// <summary>A monitor's roll-ups that begin in [from, to), in order.</summary>
    Task<IReadOnlyList<RollUp>> ListAsync(string monitorId, RollUpSpan span, Slot from, Slot to, CancellationToken cancellationToken);

    /// <summary>Writes if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    /// <param name="rollUp">What to write.</param>
    /// <param name="etag">As it was read.</param>
    /// <param name="keep">How long after this write it is gone.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    Task<bool> TryWriteAsync(RollUp rollUp, string? etag, TimeSpan keep, CancellationToken cancellationToken);

    Task<Stored<Overview>?> ReadOverviewAsync(string workspaceId, string shard, RollUpSpan span, CancellationToken cancellationToken);

    /// <summary>One for each shard of a workspace, in any order.</summary>
    Task<IReadOnlyList<Overview>> ListOverviewsAsync(string workspaceId, RollUpSpan span, CancellationToken cancellationToken);

    /// <summary>Writes if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryWriteOverviewAsync(Overview overview, string? etag, TimeSpan keep, CancellationToken cancellationToken);
}
