namespace StatusHawk.Core.Incidents;

/// <summary>
/// Starts what an incident wants, or wakes it when it runs. Each has an id of its own, so asking twice is harmless; a wake that gets lost only means that it
/// happens later.
/// </summary>
public interface IOrchestrations
{
    /// <summary>
    /// Get second opinions on the suspects of a shard, and open incidents for those that are confirmed: look at once, or only see to it that somebody does every few
    /// seconds.
    /// </summary>
    Task ConfirmAsync(string workspaceId, string shard, bool atOnce, CancellationToken cancellationToken);

    /// <summary>Look at an incident again: at once, or only see to it that somebody looks from time to time.</summary>
    Task FollowAsync(string workspaceId, string incidentId, bool atOnce, CancellationToken cancellationToken);

    /// <summary>Tell a channel what it has not been told of an incident.</summary>
    Task TellAsync(string workspaceId, string incidentId, string channelId, CancellationToken cancellationToken);

    /// <summary>End the confirmation of a shard whose workspace is gone, and forget it. Whether nothing of it is left; ending takes a moment.</summary>
    Task<bool> EndConfirmationAsync(string shard, CancellationToken cancellationToken);

    /// <summary>End what follows and tells an incident whose workspace is gone, and forget it. Whether nothing of it is left; ending takes a moment.</summary>
    Task<bool> EndIncidentAsync(string incidentId, CancellationToken cancellationToken);

    /// <summary>Send a test to a channel.</summary>
    Task TestAsync(string workspaceId, string channelId, string testId, CancellationToken cancellationToken);
}
