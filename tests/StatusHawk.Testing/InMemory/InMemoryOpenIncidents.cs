using StatusHawk.Core.Incidents;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryOpenIncidents(StoreJournal journal) : IOpenIncidents
{
    private readonly Documents<OpenIncident> _open = new();

    internal Documents<OpenIncident> Documents => _open;

    /// <summary>What time it is to the store.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public IReadOnlyList<OpenIncident> All => [.. _open.All];

    public Task MarkAsync(string workspaceId, string incidentId, CancellationToken cancellationToken) =>
        journal.RunAsync($"OpenIncidents.Mark {incidentId}", () =>
        {
            _open.Put(incidentId, new(workspaceId, incidentId, Clock.GetUtcNow(), ""));
            return true;
        });

    public Task<IReadOnlyList<OpenIncident>> ListAsync(CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<OpenIncident>>("OpenIncidents.List", () => [.. _open.All.Select(mark => mark with { ETag = _open.Find(mark.IncidentId)!.ETag })]);

    public Task UnmarkAsync(OpenIncident open, CancellationToken cancellationToken) =>
        journal.RunAsync($"OpenIncidents.Unmark {open.IncidentId}", () =>
        {
            if (_open.Find(open.IncidentId)?.ETag != open.ETag) return false;
            _open.Remove(open.IncidentId);
            return true;
        });
}
