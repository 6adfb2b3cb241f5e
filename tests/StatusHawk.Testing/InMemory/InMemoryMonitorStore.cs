using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryMonitorStore(StoreJournal journal) : IMonitorStore
{
    private readonly Documents<Monitor> _monitors = new();

    internal Documents<Monitor> Documents => _monitors;

    /// <summary>Everything stored, tombstones included, as JSON.</summary>
    public IReadOnlyList<string> Json => [.. _monitors.Json];

    /// <summary>Everything stored, tombstones included.</summary>
    public IReadOnlyList<Monitor> All => [.. _monitors.All];

    public Task<Stored<Monitor>?> ReadAsync(string workspaceId, string monitorId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Monitors.Read {monitorId}", () => _monitors.Find(Key(workspaceId, monitorId)) is { Value.Deleted: false } found ? found : null);

    public Task<IReadOnlyList<Monitor>> ListAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<Monitor>>($"Monitors.List {workspaceId}", () =>
            [.. _monitors.All.Where(m => m.WorkspaceId == workspaceId && !m.Deleted).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id, StringComparer.Ordinal)]);

    public Task<ListPart<Monitor>> ListAsync(string workspaceId, MonitorFilter filter, ListRange range, CancellationToken cancellationToken) =>
        journal.RunAsync($"Monitors.List {workspaceId}", () =>
            range.Of(_monitors.All.Where(m => m.WorkspaceId == workspaceId && !m.Deleted && filter.Matches(m)), m => new(m.CreatedAt, m.Id)));

    public Task<int> CountAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Monitors.ReadCount {workspaceId}", () => _monitors.All.Count(m => m.WorkspaceId == workspaceId && !m.Deleted));

    public Task CreateAsync(Monitor monitor, CancellationToken cancellationToken) =>
        journal.RunAsync($"Monitors.Create {monitor.Id}", () =>
            _monitors.TryAdd(Key(monitor.WorkspaceId, monitor.Id), monitor));

    public Task<bool> TryReplaceAsync(Monitor monitor, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Monitors.Replace {monitor.Id}", () => _monitors.TryWrite(Key(monitor.WorkspaceId, monitor.Id), monitor, etag));

    public Task<bool> TryDeleteAsync(Monitor monitor, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Monitors.Delete {monitor.Id}", () => _monitors.TryWrite(Key(monitor.WorkspaceId, monitor.Id), monitor.ToTombstone(), etag));

    /// <summary>A new reader of the changes.</summary>
    public InMemoryFeed<Monitor> Feed() => new(journal, _monitors);

    private static string Key(string workspaceId, string monitorId) => $"{workspaceId}|{monitorId}";
}
