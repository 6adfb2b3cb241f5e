using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Azure.Incidents;

internal sealed class CosmosIncidentStore(CosmosDatabase cosmos) : IIncidentStore
{
    private const int PageSize = 100;

    public async Task<Stored<Incident>?> ReadAsync(string workspaceId, string incidentId, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Incidents.ReadAsync<IncidentDocument>(incidentId, workspaceId, cancellationToken);
        return stored is null ? null : new Stored<Incident>(stored.Value.Incident, stored.ETag);
    }

    public Task<IReadOnlyList<Incident>> ListAsync(string workspaceId, DateTimeOffset from, int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.incident FROM c WHERE c.open = true OR c.startedAt >= @from ORDER BY c.startedAt DESC OFFSET 0 LIMIT @limit")
            .WithParameter("@from", from.ToUnixTimeMilliseconds())
            .WithParameter("@limit", limit);
        return cosmos.Incidents.QueryAsync<Incident>(query, workspaceId, cancellationToken);
    }

    public async IAsyncEnumerable<Incident> ReadAllAsync(string workspaceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new QueryRequestOptions { PartitionKey = new PartitionKey(workspaceId), MaxItemCount = PageSize };
        using var pages = cosmos.Incidents.GetItemQueryIterator<Incident>(new QueryDefinition("SELECT VALUE c.incident FROM c ORDER BY c.startedAt ASC"), requestOptions: request);
        while (pages.HasMoreResults)
        {
            foreach (var incident in await CosmosCall.RunAsync(() => pages.ReadNextAsync(cancellationToken))) yield return incident;
        }
    }

    public async Task<ListPart<Incident>> ListAsync(string workspaceId, bool onlyOpen, ListRange range, CancellationToken cancellationToken)
    {
        var after = range.After is null ? "" : "(c.startedAt < @at OR (c.startedAt = @at AND c.id < @id))";
        string[] conditions = [.. new[] { onlyOpen ? "c.open = true" : "", after }.Where(condition => condition.Length > 0)];
        var where = conditions.Length == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        var query = new QueryDefinition($"SELECT VALUE c.incident FROM c{where} ORDER BY c.startedAt DESC, c.id DESC");
        if (range.After is { } place) query = query.WithParameter("@at", place.At.ToUnixTimeMilliseconds()).WithParameter("@id", place.Id);
        return range.Cut(await cosmos.Incidents.QueryFirstAsync<Incident>(query, workspaceId, range.Read, cancellationToken), incident => new(incident.StartedAt, incident.Id));
    }

    public Task<bool> TryWriteAsync(Incident incident, string? etag, CancellationToken cancellationToken) =>
        cosmos.Incidents.TryWriteAsync(IncidentDocument.Of(incident), incident.Id, incident.WorkspaceId, etag, cancellationToken);

    private sealed record IncidentDocument
    {
        public required string Id { get; init; }
        public required string WorkspaceId { get; init; }
        public int V { get; init; } = 1;

        /// <summary>For the list: text would not sort by time when its offsets differ.</summary>
        public required long StartedAt { get; init; }
        public required bool Open { get; init; }
        public required Incident Incident { get; init; }

        public static IncidentDocument Of(Incident incident) => new()
        {
            Id = incident.Id,
            WorkspaceId = incident.WorkspaceId,
            StartedAt = incident.StartedAt.ToUnixTimeMilliseconds(),
            Open = incident.Status != IncidentStatus.Resolved,
            Incident = incident,
        };
    }
}
