using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

/// <summary>What lies in all the other stores of a workspace. Each kind of thing is removed by a call of its own in the journal, so that a test can die between two.</summary>
public sealed class InMemoryWorkspaceData(InMemoryStores stores) : IWorkspaceData
{
    public Task<IReadOnlyList<string>> ListShardsAsync(string workspaceId, CancellationToken cancellationToken) =>
        ListAsync("Shards", workspaceId, () => stores.Shards.Of(workspaceId));

    public async Task<bool> RemoveShardAsync(string workspaceId, string shard, int atMost, CancellationToken cancellationToken) =>
        await stores.Journal.RunAsync("Log.Remove", () => stores.Log.Remove(shard, atMost))
        && await stores.Journal.RunAsync($"Shards.Remove {shard}", () =>
        {
            stores.Shards.Remove(shard);
            return true;
        });

    public Task<IReadOnlyList<string>> ListMonitorsAsync(string workspaceId, CancellationToken cancellationToken) => ListAsync("Monitors", workspaceId, () =>
        stores.History.All.Where(r => r.WorkspaceId == workspaceId).Select(r => r.MonitorId)
            .Concat(stores.Uptime.All.Where(r => r.WorkspaceId == workspaceId).Select(r => r.MonitorId)));

    public async Task<bool> RemoveHistoryAsync(string workspaceId, string monitorId, int atMost, CancellationToken cancellationToken) =>
        await RemoveAsync("History", stores.History.RollUps, rollUp => rollUp.MonitorId == monitorId, atMost)
        && await RemoveAsync("Uptime", stores.Uptime.Documents, row => row.MonitorId == monitorId, atMost);

    public Task<IReadOnlyList<string>> ListIncidentsAsync(string workspaceId, CancellationToken cancellationToken) =>
        ListAsync("Incidents", workspaceId, () => stores.Incidents.All.Where(i => i.WorkspaceId == workspaceId).Select(i => i.Id));

    public async Task<bool> RemoveIncidentAsync(string workspaceId, string incidentId, int atMost, CancellationToken cancellationToken) =>
        await RemoveAsync("OpenIncidents", stores.OpenIncidents.Documents, mark => mark.IncidentId == incidentId, atMost)
        && await RemoveAsync("Ledger", stores.Deliveries.Documents, row => row.IncidentId == incidentId, atMost)
        && await RemoveAsync("Incidents", stores.Incidents.Documents, incident => incident.WorkspaceId == workspaceId && incident.Id == incidentId, atMost);

    public async Task<bool> RemoveRestAsync(string workspaceId, int atMost, CancellationToken cancellationToken) =>
        await RemoveAsync("Live", stores.Live.Documents, live => live.WorkspaceId == workspaceId, atMost)
        && await RemoveAsync("Overviews", stores.History.Overviews, overview => overview.WorkspaceId == workspaceId, atMost)
        && await RemoveAsync("OpenIncidents", stores.OpenIncidents.Documents, mark => mark.WorkspaceId == workspaceId, atMost)
        && await RemoveAsync("Ledger", stores.Deliveries.Documents, row => row.WorkspaceId == workspaceId && row.IncidentId.StartsWith(Ids.Test, StringComparison.Ordinal), atMost)
        && await RemoveAsync("Members", stores.Members.Documents, member => member.WorkspaceId == workspaceId, atMost)
        && await RemoveAsync("Invitations", stores.Invitations.Documents, invitation => invitation.WorkspaceId == workspaceId, atMost)
        && await RemoveAsync("Audit", stores.Audit.Documents, entry => entry.Of == workspaceId, atMost)
        && await RemoveAsync("Keys", stores.Workspaces.Keys, key => key.WorkspaceId == workspaceId, atMost)
        && await RemoveAsync("Channels", stores.Channels.Documents, channel => channel.WorkspaceId == workspaceId, atMost)
        && await RemoveAsync("Claims", stores.Claims.Documents, claim => claim.WorkspaceId == workspaceId, atMost)
        && await RemoveAsync("Monitors", stores.Monitors.Documents, monitor => monitor.WorkspaceId == workspaceId && !monitor.Deleted, atMost)
        && await stores.Journal.RunAsync($"Shards.Remove {workspaceId}", () =>
        {
            foreach (var shard in stores.Shards.Of(workspaceId)) stores.Shards.Remove(shard);
            return true;
        })
        && await RemoveAsync("StatusPages", stores.StatusPages.Documents, page => page.WorkspaceId == workspaceId, atMost);

    private Task<IReadOnlyList<string>> ListAsync(string what, string workspaceId, Func<IEnumerable<string>> ids) =>
        stores.Journal.RunAsync<IReadOnlyList<string>>($"{what}.ListIds {workspaceId}", () => [.. ids().Distinct()]);

    private Task<bool> RemoveAsync<T>(string store, Documents<T> documents, Func<T, bool> which, int atMost) =>
        stores.Journal.RunAsync($"{store}.Remove", () => documents.RemoveWhere(which, atMost));
}
