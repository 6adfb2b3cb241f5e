using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Azure.Monitors;

/// <summary>Shards as places to take. Which monitors a shard really has is said by the monitors; a place whose monitor never came is only a hole.</summary>
internal sealed class CosmosShardStore(CosmosDatabase cosmos, Retrying retrying) : IShardStore
{
    private const int Tries = 20;

    public Task<string> TakePlaceAsync(
        string workspaceId, string monitorId, int intervalSeconds, IReadOnlyList<string> regions, CancellationToken cancellationToken) =>
        retrying.WhenOvertakenAsync(async () =>
        {
            var fits = $"{intervalSeconds}|{string.Join(',', regions)}";
            var shards = await FindAsync(workspaceId, fits, cancellationToken);
            if (shards.FirstOrDefault(shard => shard.Body.Members.Contains(monitorId)) is { } already) return Tried.Done(already.Id);

            var withHole = shards.Where(shard => shard.Body.Members.Count < IShardStore.Capacity).MinBy(shard => shard.Id, StringComparer.Ordinal);
            var document = withHole is null
                ? DocumentOf(Ids.New(Ids.Shard), workspaceId, new ShardPlaces(fits, [monitorId]))
                : withHole with { Body = withHole.Body with { Members = [.. withHole.Body.Members, monitorId] } };
            return await cosmos.Workspaces.TryWriteAsync(document, document.Id, workspaceId, withHole?.ETag, cancellationToken) ? Tried.Done(document.Id) : Tried<string>.Overtaken;
        }, $"The shards of workspace {workspaceId} kept changing while a place was taken.", cancellationToken, Tries);

    public Task LeavePlaceAsync(string workspaceId, string monitorId, string shard, CancellationToken cancellationToken) =>
        retrying.WhenOvertakenAsync(async () =>
        {
            var stored = await cosmos.Workspaces.ReadAsync<Document<ShardPlaces>>(shard, workspaceId, cancellationToken);
            if (stored is null || !stored.Value.Body.Members.Contains(monitorId)) return Tried.Done(true);

            var places = stored.Value.Body with { Members = [.. stored.Value.Body.Members.Where(member => member != monitorId)] };
            return await cosmos.Workspaces.TryWriteAsync(DocumentOf(shard, workspaceId, places), shard, workspaceId, stored.ETag, cancellationToken)
                ? Tried.Done(true)
                : Tried<bool>.Overtaken;
        }, $"Shard {shard} kept changing while a place in it was given back.", cancellationToken, Tries);

    private Task<IReadOnlyList<Document<ShardPlaces>>> FindAsync(string workspaceId, string fits, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.body.fits = @fits")
            .WithParameter("@type", DocumentTypes.Shard)
            .WithParameter("@fits", fits);
        return cosmos.Workspaces.QueryAsync<Document<ShardPlaces>>(query, workspaceId, cancellationToken);
    }

    private static Document<ShardPlaces> DocumentOf(string shard, string workspaceId, ShardPlaces places) =>
        new() { Id = shard, WorkspaceId = workspaceId, Type = DocumentTypes.Shard, Body = places };
}

/// <summary>Who has taken a place.</summary>
/// <param name="Fits">The interval and regions that all of them share.</param>
/// <param name="Members">Monitor ids.</param>
internal sealed record ShardPlaces(string Fits, IReadOnlyList<string> Members);
