using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Core.Monitors;

/// <summary>Every monitor, in memory: what the scheduler plans from and what verdicts take their policy from.</summary>
public sealed class MonitorDirectory(IChangeFeed<Monitor> feed, IMonitorStore store, TimeProvider clock) : FeedView<Monitor>(feed, clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Monitor> _monitors = [];
    private readonly Dictionary<string, HashSet<string>> _members = [];
    private readonly Dictionary<string, PlannedShard?> _shards = [];
    private readonly HashSet<string> _changedWorkspaces = [];

    /// <summary>The shards with something to check.</summary>
    public IReadOnlyList<PlannedShard> Shards()
    {
        lock (_gate)
        {
            foreach (var (shard, members) in _members)
            {
                if (!_shards.ContainsKey(shard)) _shards[shard] = Plan(shard, members);
            }

            return [.. _shards.Values.OfType<PlannedShard>()];
        }
    }

    /// <summary>The monitors of a shard, switched off or not.</summary>
    public IReadOnlyList<Monitor> InShard(string shard)
    {
        lock (_gate) return _members.TryGetValue(shard, out var members) ? [.. members.Select(id => _monitors[id])] : [];
    }

    /// <summary>The monitor as far as it is known here; null when it is not.</summary>
    public Monitor? Find(string monitorId)
    {
        lock (_gate) return _monitors.GetValueOrDefault(monitorId);
    }

    public IReadOnlyList<Monitor> All()
    {
        lock (_gate) return [.. _monitors.Values];
    }

    /// <summary>
    /// The monitor, or null when it is deleted. One that is not known here is read from the store, since it may be younger than the last refresh.
    /// </summary>
    public async Task<Monitor?> FindAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_monitors.TryGetValue(monitorId, out var known)) return known.WorkspaceId == workspaceId ? known : null;
        }

        return (await store.ReadAsync(workspaceId, monitorId, cancellationToken))?.Value;
    }

    /// <summary>The workspaces in which a monitor changed since this was last asked; all of them the first time.</summary>
    public IReadOnlyList<string> TakeChangedWorkspaces()
    {
        lock (_gate)
        {
            string[] changed = [.. _changedWorkspaces];
            _changedWorkspaces.Clear();
            return changed;
        }
    }

    protected override void Apply(IReadOnlyList<Monitor> changes)
    {
        lock (_gate)
        {
            foreach (var monitor in changes)
            {
                if (_monitors.Remove(monitor.Id, out var before)) Leave(before);
                if (!monitor.Deleted) Join(monitor);
                _changedWorkspaces.Add(monitor.WorkspaceId);
            }
        }
    }

    private void Join(Monitor monitor)
    {
        if (!_members.TryGetValue(monitor.Shard, out var members)) _members[monitor.Shard] = members = [];
        _monitors[monitor.Id] = members.Count > 0 ? Sharing(monitor, _monitors[members.First()]) : monitor;
        members.Add(monitor.Id);
        _shards.Remove(monitor.Shard);
    }

    /// <summary>The same monitor: what those of a shard have in common is in memory once, not a hundred thousand times.</summary>
    private static Monitor Sharing(Monitor monitor, Monitor other) =>
        monitor.WorkspaceId == other.WorkspaceId && monitor.Regions.SequenceEqual(other.Regions)
            ? monitor with { WorkspaceId = other.WorkspaceId, Shard = other.Shard, Regions = other.Regions }
            : monitor;

    private void Leave(Monitor monitor)
    {
        if (!_members.TryGetValue(monitor.Shard, out var members)) return;
        members.Remove(monitor.Id);
        if (members.Count == 0) _members.Remove(monitor.Shard);
        _shards.Remove(monitor.Shard);
    }

    private PlannedShard? Plan(string shard, HashSet<string> members)
    {
        Monitor[] enabled = [.. members.Select(id => _monitors[id]).Where(monitor => monitor is { Enabled: true, Kind: not MonitorKind.Heartbeat })];
        if (enabled.Length == 0) return null;
        return new PlannedShard
        {
            Id = shard,
            WorkspaceId = enabled[0].WorkspaceId,
            IntervalSeconds = enabled[0].IntervalSeconds,
            Regions = enabled[0].Regions,
            Parts = Parts.Of(enabled.Select(monitor => monitor.ToCheck())),
        };
    }
}
