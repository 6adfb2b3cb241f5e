using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Azure.Alerting;

internal sealed class CosmosChannelStore(CosmosDatabase cosmos) : IChannelStore
{
    private static readonly TimeSpan TombstoneLifetime = TimeSpan.FromDays(7);

    public async Task<Stored<Channel>?> ReadAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Workspaces.ReadAsync<Document<Channel>>(channelId, workspaceId, cancellationToken);
        return stored is null || stored.Value.Body.Deleted ? null : new Stored<Channel>(stored.Value.Body, stored.ETag);
    }

    public async Task<IReadOnlyList<Channel>> ListAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.body FROM c WHERE c.type = @type AND NOT IS_DEFINED(c.deleted)").WithParameter("@type", DocumentTypes.Channel);
        var found = await cosmos.Workspaces.QueryAsync<Channel>(query, workspaceId, cancellationToken);
        return [.. found.OrderBy(channel => channel.CreatedAt).ThenBy(channel => channel.Id, StringComparer.Ordinal)];
    }

    public async Task CreateAsync(Channel channel, CancellationToken cancellationToken)
    {
        // Not being the one who wrote it means that a try whose answer got lost did: the id is new.
        await cosmos.Workspaces.TryWriteAsync(DocumentOf(channel), channel.Id, channel.WorkspaceId, etag: null, cancellationToken);
    }

    public Task<bool> TryReplaceAsync(Channel channel, string etag, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(channel), channel.Id, channel.WorkspaceId, etag, cancellationToken);

    public Task<bool> TryDeleteAsync(Channel channel, string etag, CancellationToken cancellationToken)
    {
        var tombstone = DocumentOf(channel with { Deleted = true, Enabled = false, Key = null, Webhook = null, Email = null }) with { Deleted = true, Ttl = (int)TombstoneLifetime.TotalSeconds };
        return cosmos.Workspaces.TryWriteAsync(tombstone, channel.Id, channel.WorkspaceId, etag, cancellationToken);
    }

    private static Document<Channel> DocumentOf(Channel channel) =>
        new() { Id = channel.Id, WorkspaceId = channel.WorkspaceId, Type = DocumentTypes.Channel, Body = channel };
}
