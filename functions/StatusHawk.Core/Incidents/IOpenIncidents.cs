namespace StatusHawk.Core.Incidents;

/// <summary>
/// Which incidents still want something: to be followed, or to be told. Marked before an incident is opened and taken off when all its alerts are settled, so
/// that whatever dies in between, whoever reads this list finds it.
/// </summary>
public interface IOpenIncidents
{
    /// <summary>Marking one twice is fine; it renews <see cref="OpenIncident.MarkedAt"/>.</summary>
    Task MarkAsync(string workspaceId, string incidentId, CancellationToken cancellationToken);

    Task<IReadOnlyList<OpenIncident>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Takes the mark off, unless it was renewed since it was read. Nothing there is fine.</summary>
    Task UnmarkAsync(OpenIncident open, CancellationToken cancellationToken);
}

/// <param name="WorkspaceId">Whose.</param>
/// <param name="IncidentId">Which. It may not exist yet: the mark comes first.</param>
/// <param name="MarkedAt">When it was last marked, by the store's clock.</param>
/// <param name="ETag">Changes with each marking.</param>
public sealed record OpenIncident(string WorkspaceId, string IncidentId, DateTimeOffset MarkedAt, string ETag);
