namespace StatusHawk.Core.Incidents;

/// <summary>The incidents of a workspace.</summary>
public interface IIncidentStore
{
    Task<Stored<Incident>?> ReadAsync(string workspaceId, string incidentId, CancellationToken cancellationToken);

    /// <summary>Those that are open, and those that began at <paramref name="from"/> or later; the latest beginning first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Incident>> ListAsync(string workspaceId, DateTimeOffset from, int limit, CancellationToken cancellationToken);

    /// <summary>Every incident of a workspace, in the order in which they began, read some at a time while they are taken.</summary>
    IAsyncEnumerable<Incident> ReadAllAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>The latest beginning first, as far as they are in the range. Those of one moment are told apart to the millisecond.</summary>
    Task<ListPart<Incident>> ListAsync(string workspaceId, bool onlyOpen, ListRange range, CancellationToken cancellationToken);

    /// <summary>Writes if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryWriteAsync(Incident incident, string? etag, CancellationToken cancellationToken);
}
