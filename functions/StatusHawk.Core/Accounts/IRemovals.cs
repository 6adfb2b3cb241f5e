namespace StatusHawk.Core.Accounts;

/// <summary>The marks of workspaces that are to be removed, few and in one place, so that nobody has to look through all workspaces for them.</summary>
public interface IRemovals
{
    /// <summary>Marks a workspace, before it is deleted. Marking one twice begins anew.</summary>
    Task MarkAsync(Removal removal, CancellationToken cancellationToken);

    Task<IReadOnlyList<Stored<Removal>>> ListAsync(CancellationToken cancellationToken);

    Task<Stored<Removal>?> ReadAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>Replaces the mark if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryReplaceAsync(Removal removal, string etag, CancellationToken cancellationToken);

    /// <summary>Takes the mark off, unless it was written since it was read. Nothing there is fine.</summary>
    Task UnmarkAsync(Stored<Removal> removal, CancellationToken cancellationToken);
}
