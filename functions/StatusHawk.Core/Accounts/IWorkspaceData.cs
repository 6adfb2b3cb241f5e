namespace StatusHawk.Core.Accounts;

/// <summary>
/// All that is stored of a workspace, by what leads to it, for its removal. Whatever leads to something goes after it, so that who comes after a crash finds
/// the rest. Removing what is gone is fine. Each call removes at most so many documents, and returns whether it left none.
/// </summary>
public interface IWorkspaceData
{
    /// <summary>Every shard that it ever had, those that no monitor is in any more too, as far as anything of them may be left.</summary>
    Task<IReadOnlyList<string>> ListShardsAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>A shard's log, then its places.</summary>
    Task<bool> RemoveShardAsync(string workspaceId, string shard, int atMost, CancellationToken cancellationToken);

    /// <summary>Every monitor that it ever had, deleted ones too, as far as they may have a history.</summary>
    Task<IReadOnlyList<string>> ListMonitorsAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>A monitor's hours, days and rows of the uptime ledger, then what leads to them.</summary>
    Task<bool> RemoveHistoryAsync(string workspaceId, string monitorId, int atMost, CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> ListIncidentsAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>An incident's mark and deliveries, then the incident.</summary>
    Task<bool> RemoveIncidentAsync(string workspaceId, string incidentId, int atMost, CancellationToken cancellationToken);

    /// <summary>
    /// Live states, overviews, marks of incidents that never came to be, tests of channels, the audit log; then members, invitations, keys, channels, shards and the page. The
    /// workspace stays, and tombstones of monitors do.
    /// </summary>
    Task<bool> RemoveRestAsync(string workspaceId, int atMost, CancellationToken cancellationToken);
}
