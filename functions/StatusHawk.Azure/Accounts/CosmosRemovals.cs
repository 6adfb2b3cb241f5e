using System.Net;
using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

/// <summary>The marks, under the slug that Pipeline keeps its own under: they are read with one query of one small partition.</summary>
internal sealed class CosmosRemovals(CosmosDatabase cosmos) : IRemovals
{
    private const string Partition = PipelineDocument<Removal>.Partition;

    public async Task MarkAsync(Removal removal, CancellationToken cancellationToken) =>
        await CosmosCall.RunAsync(() => cosmos.Pages.UpsertItemAsync(Mark.Of(removal), new PartitionKey(Partition), cancellationToken: cancellationToken));

    public async Task<IReadOnlyList<Stored<Removal>>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. from mark in await cosmos.Pages.QueryAsync<Mark>(new QueryDefinition("SELECT * FROM c WHERE IS_DEFINED(c.removal)"), Partition, cancellationToken)
           select new Stored<Removal>(mark.Removal, mark.ETag!),
    ];

    public async Task<Stored<Removal>?> ReadAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Pages.ReadAsync<Mark>(Mark.IdOf(workspaceId), Partition, cancellationToken);
        return stored is null ? null : new Stored<Removal>(stored.Value.Removal, stored.ETag);
    }

    public Task<bool> TryReplaceAsync(Removal removal, string etag, CancellationToken cancellationToken) =>
        cosmos.Pages.TryWriteAsync(Mark.Of(removal), Mark.IdOf(removal.WorkspaceId), Partition, etag, cancellationToken);

    public async Task UnmarkAsync(Stored<Removal> removal, CancellationToken cancellationToken) => await CosmosCall.RunAsync(async () =>
    {
        try
        {
            var options = new ItemRequestOptions { IfMatchEtag = removal.ETag };
            await cosmos.Pages.DeleteItemAsync<object>(Mark.IdOf(removal.Value.WorkspaceId), new PartitionKey(Partition), options, cancellationToken);
            return true;
        }
        catch (CosmosException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    });

    private sealed record Mark
    {
        public required string Id { get; init; }
        public string Slug { get; init; } = Partition;
        public int V { get; init; } = 1;
        public required Removal Removal { get; init; }

        [JsonPropertyName("_etag")]
        public string? ETag { get; init; }

        public static string IdOf(string workspaceId) => $"removal-{workspaceId}";

        public static Mark Of(Removal removal) => new() { Id = IdOf(removal.WorkspaceId), Removal = removal };
    }
}
