namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>What holds of every monitor, in memory: it tells which observations are worth a look at the log.</summary>
public sealed class LiveView(IChangeFeed<LiveState> feed, TimeProvider clock) : FeedView<LiveState>(feed, clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveState> _states = [];
    private readonly HashSet<string> _changedWorkspaces = [];

    public LiveState? Find(string monitorId)
    {
        lock (_gate) return _states.GetValueOrDefault(monitorId);
    }

    /// <summary>Remembers what was just written, sooner than the feed tells it.</summary>
    public void Note(LiveState state) => Apply([state]);

    /// <summary>Forgets a monitor that is gone; the feed tells no deletes.</summary>
    public void Forget(string workspaceId, string monitorId)
    {
        lock (_gate)
        {
            if (_states.Remove(monitorId)) _changedWorkspaces.Add(workspaceId);
        }
    }

    public IReadOnlyList<LiveState> All()
    {
        lock (_gate) return [.. _states.Values];
    }

    /// <summary>The workspaces in which something changed since this was last asked; all of them the first time.</summary>
    public IReadOnlyList<string> TakeChangedWorkspaces()
    {
        lock (_gate)
        {
            string[] changed = [.. _changedWorkspaces];
            _changedWorkspaces.Clear();
            return changed;
        }
    }

    protected override void Apply(IReadOnlyList<LiveState> changes)
    {
        lock (_gate)
        {
            foreach (var state in changes)
            {
                // What was read before another process wrote may be noted after the feed has told of that: the later state stays.
                if (_states.TryGetValue(state.MonitorId, out var held) && held.Revision >= state.Revision) continue;
                _states[state.MonitorId] = state;
                _changedWorkspaces.Add(state.WorkspaceId);
            }
        }
    }
}
