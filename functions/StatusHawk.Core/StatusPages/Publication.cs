using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.StatusPages;

/// <summary>Writes a workspace's public snapshot when what it says has changed.</summary>
public sealed class Publication(
    IWorkspaceStore workspaces, IStatusPageStore pages, IMonitorStore monitors, ILiveStore live, IIncidentStore incidents, IPageStore snapshots, Retrying retrying,
    TimeProvider clock)
{
    private const int IncidentsRead = 100;

    // A past incident is shown for two weeks after its end; one that lasted longer than this is not found any more when it has ended.
    private static readonly TimeSpan LongestIncident = PageIncidents.ShownFor + TimeSpan.FromDays(14);
    private readonly SharedRuns<string, bool> _runs = new(clock);

    /// <summary>
    /// Repeating it is harmless, and those who ask at once share one publication; of two processes the one that read the older state fails to write and
    /// reads again.
    /// </summary>
    public Task RepublishAsync(string workspaceId, CancellationToken cancellationToken) =>
        _runs.RunAsync(workspaceId, [], _ => PublishAsync(workspaceId, CancellationToken.None), cancellationToken);

    /// <summary>Whether there was anything to write.</summary>
    private Task<bool> PublishAsync(string workspaceId, CancellationToken cancellationToken) => retrying.WhenOvertakenAsync(
        () => PublishOnceAsync(workspaceId, cancellationToken), $"The page of workspace {workspaceId} kept changing while it was published.", cancellationToken);

    private async Task<Tried<bool>> PublishOnceAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var page = await pages.ReadAsync(workspaceId, cancellationToken);
        if (page is null || await workspaces.ReadAsync(workspaceId, cancellationToken) is { DeletedAt: not null }) return Tried.Done(false);

        // A change of the slug that died half-way, or overtook another publication, left a page behind that nobody would ever update.
        if (page.Value.PreviousSlug is { } previous && previous != page.Value.Slug) await snapshots.DeleteAsync(previous, workspaceId, cancellationToken);

        // The snapshot before the state it is made of: see Evaluation.
        var before = await snapshots.ReadAsync(page.Value.Slug, cancellationToken);
        if (before is not null && before.Value.WorkspaceId != workspaceId) return Tried.Done(false);

        var now = clock.GetUtcNow();
        var next = PageSnapshots.Of(
            page.Value,
            await monitors.ListAsync(workspaceId, cancellationToken),
            await live.ListAsync(workspaceId, cancellationToken),
            await incidents.ListAsync(workspaceId, now - LongestIncident, IncidentsRead, cancellationToken),
            before?.Value,
            now);
        if (ReferenceEquals(next, before?.Value)) return Tried.Done(false);
        return await snapshots.TryWriteAsync(next, before?.ETag, cancellationToken) ? Tried.Done(true) : Tried<bool>.Overtaken;
    }
}
