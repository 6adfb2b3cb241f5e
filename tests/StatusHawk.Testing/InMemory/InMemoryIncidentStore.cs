using System.Runtime.CompilerServices;
using StatusHawk.Core;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryIncidentStore(StoreJournal journal) : IIncidentStore
{
    private readonly Documents<Incident> _incidents = new();

    internal Documents<Incident> Documents => _incidents;

    public IReadOnlyList<Incident> All => [.. _incidents.All.OrderBy(incident => incident.StartedAt)];

    public Task<Stored<Incident>?> ReadAsync(string workspaceId, string incidentId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Incidents.Read {incidentId}", () => _incidents.Find(Key(workspaceId, incidentId)));

    public Task<IReadOnlyList<Incident>> ListAsync(string workspaceId, DateTimeOffset from, int limit, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<Incident>>($"Incidents.List {workspaceId}", () =>
        [
            .. _incidents.All
                .Where(incident => incident.WorkspaceId == workspaceId && (incident.Status != IncidentStatus.Resolved || incident.StartedAt >= from))
                .OrderByDescending(incident => incident.StartedAt)
                .Take(limit),
        ]);

    public async IAsyncEnumerable<Incident> ReadAllAsync(string workspaceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await journal.RunAsync<IReadOnlyList<Incident>>($"Incidents.ReadAll {workspaceId}", () =>
            [.. _incidents.All.Where(incident => incident.WorkspaceId == workspaceId).OrderBy(incident => incident.StartedAt)]);
        foreach (var incident in found) yield return incident;
    }

    public Task<ListPart<Incident>> ListAsync(string workspaceId, bool onlyOpen, ListRange range, CancellationToken cancellationToken) =>
        journal.RunAsync($"Incidents.List {workspaceId}", () => range.Of(
            _incidents.All.Where(incident => incident.WorkspaceId == workspaceId && (!onlyOpen || incident.Status != IncidentStatus.Resolved)),
            incident => new(DateTimeOffset.FromUnixTimeMilliseconds(incident.StartedAt.ToUnixTimeMilliseconds()), incident.Id),
            latestFirst: true));

    public Task<bool> TryWriteAsync(Incident incident, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Incidents.Write {incident.Id}", () => _incidents.TryWrite(Key(incident.WorkspaceId, incident.Id), incident, etag));

    private static string Key(string workspaceId, string incidentId) => $"{workspaceId}/{incidentId}";
}
