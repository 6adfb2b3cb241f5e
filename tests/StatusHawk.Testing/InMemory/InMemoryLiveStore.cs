using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryLiveStore(StoreJournal journal) : ILiveStore
{
    private readonly Documents<LiveState> _live = new();

    internal Documents<LiveState> Documents => _live;

    /// <summary>Everything stored.</summary>
    public IReadOnlyList<LiveState> All => [.. _live.All];

    /// <summary>A new reader of the changes.</summary>
    public InMemoryFeed<LiveState> Feed() => new(journal, _live);

    public Task<Stored<LiveState>?> ReadAsync(string workspaceId, string monitorId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Live.Read {monitorId}", () => _live.Find($"{workspaceId}|{monitorId}"));

    public Task<IReadOnlyList<LiveState>> ListAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<LiveState>>($"Live.List {workspaceId}", () => [.. _live.All.Where(l => l.WorkspaceId == workspaceId)]);

    public Task<IReadOnlyList<LiveState>> ListAsync(string workspaceId, IReadOnlyCollection<string> monitorIds, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<LiveState>>(
            $"Live.ListSome {workspaceId}", () => [.. monitorIds.Select(id => _live.Find($"{workspaceId}|{id}")).OfType<Stored<LiveState>>().Select(found => found.Value)]);

    public Task<bool> TryWriteAsync(LiveState state, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Live.Write {state.MonitorId}", () => _live.TryWrite($"{state.WorkspaceId}|{state.MonitorId}", state, etag));

    public Task DeleteAsync(string workspaceId, string monitorId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Live.Delete {monitorId}", () =>
        {
            _live.Remove($"{workspaceId}|{monitorId}");
            return true;
        });
}
