using StatusHawk.Core;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryChannelStore(StoreJournal journal) : IChannelStore
{
    private readonly Documents<Channel> _channels = new();

    internal Documents<Channel> Documents => _channels;

    /// <summary>As they are stored, tombstones included.</summary>
    public IReadOnlyList<Channel> All => [.. _channels.All];

    public IReadOnlyList<string> Json => [.. _channels.Json];

    public Task<Stored<Channel>?> ReadAsync(string workspaceId, string channelId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Channels.Read {channelId}", () => _channels.Find(Key(workspaceId, channelId)) is { Value.Deleted: false } found ? found : null);

    public Task<IReadOnlyList<Channel>> ListAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<Channel>>($"Channels.List {workspaceId}", () =>
            [.. _channels.All.Where(channel => channel.WorkspaceId == workspaceId && !channel.Deleted).OrderBy(channel => channel.CreatedAt).ThenBy(channel => channel.Id, StringComparer.Ordinal)]);

    public Task CreateAsync(Channel channel, CancellationToken cancellationToken) =>
        journal.RunAsync($"Channels.Create {channel.Id}", () => _channels.TryAdd(Key(channel.WorkspaceId, channel.Id), channel));

    public Task<bool> TryReplaceAsync(Channel channel, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Channels.Replace {channel.Id}", () => _channels.TryWrite(Key(channel.WorkspaceId, channel.Id), channel, etag));

    public Task<bool> TryDeleteAsync(Channel channel, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Channels.Delete {channel.Id}", () => _channels.TryWrite(Key(channel.WorkspaceId, channel.Id), channel with { Deleted = true, Enabled = false, Key = null, Webhook = null, Email = null }, etag));

    private static string Key(string workspaceId, string channelId) => $"{workspaceId}/{channelId}";
}
