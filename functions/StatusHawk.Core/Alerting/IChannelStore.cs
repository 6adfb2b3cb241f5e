namespace StatusHawk.Core.Alerting;

/// <summary>The channels of a workspace. A deleted one reads as absent.</summary>
public interface IChannelStore
{
    Task<Stored<Channel>?> ReadAsync(string workspaceId, string channelId, CancellationToken cancellationToken);

    /// <summary>All of a workspace, oldest first.</summary>
    Task<IReadOnlyList<Channel>> ListAsync(string workspaceId, CancellationToken cancellationToken);

    Task CreateAsync(Channel channel, CancellationToken cancellationToken);

    /// <summary>Replaces it if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryReplaceAsync(Channel channel, string etag, CancellationToken cancellationToken);

    /// <summary>Leaves a tombstone without its settings; false if somebody wrote meanwhile.</summary>
    Task<bool> TryDeleteAsync(Channel channel, string etag, CancellationToken cancellationToken);
}
