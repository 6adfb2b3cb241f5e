using StatusHawk.Core.Incidents;

namespace StatusHawk.Testing;

/// <summary>Notes what was asked to start or wake (<c>Confirm shd_…</c>). Nothing runs.</summary>
public sealed class RecordedOrchestrations : IOrchestrations
{
    private readonly List<string> _asked = [];

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked) return [.. _asked];
        }
    }

    public void Clear()
    {
        lock (_asked) _asked.Clear();
    }

    public Task ConfirmAsync(string workspaceId, string shard, bool atOnce, CancellationToken cancellationToken) => Note($"Confirm {shard}");

    public Task FollowAsync(string workspaceId, string incidentId, bool atOnce, CancellationToken cancellationToken) => Note($"Follow {incidentId}");

    public Task TellAsync(string workspaceId, string incidentId, string channelId, CancellationToken cancellationToken) => Note($"Tell {channelId} of {incidentId}");

    public Task TestAsync(string workspaceId, string channelId, string testId, CancellationToken cancellationToken) => Note($"Test {channelId}");

    public async Task<bool> EndConfirmationAsync(string shard, CancellationToken cancellationToken) => await EndAsync($"End confirmation of {shard}");

    public async Task<bool> EndIncidentAsync(string incidentId, CancellationToken cancellationToken) => await EndAsync($"End {incidentId}");

    // The first time it runs, and is told to end.
    private async Task<bool> EndAsync(string what)
    {
        var ended = Asked.Contains(what);
        await Note(what);
        return ended;
    }

    private Task Note(string what)
    {
        lock (_asked) _asked.Add(what);
        return Task.CompletedTask;
    }
}
