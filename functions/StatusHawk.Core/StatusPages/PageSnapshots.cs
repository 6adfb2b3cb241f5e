using System.Text.Json;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.StatusPages;

/// <summary>Makes the public snapshot of a page.</summary>
public static class PageSnapshots
{
    /// <summary>
    /// What the page says now. When it says what <paramref name="previous"/> said, that very object is returned: there is nothing to write.
    /// </summary>
    /// <param name="page">As it is configured.</param>
    /// <param name="monitors">All of its workspace, in any order; deleted ones are left out.</param>
    /// <param name="live">What was judged, in any order; of monitors that are gone too.</param>
    /// <param name="incidents">Those of its workspace that may still be shown, in any order.</param>
    /// <param name="previous">The stored snapshot; null when there is none.</param>
    /// <param name="now">When it changed, if it did.</param>
    public static PageSnapshot Of(
        StatusPage page, IReadOnlyCollection<Monitor> monitors, IReadOnlyCollection<LiveState> live, IReadOnlyCollection<Incident> incidents, PageSnapshot? previous, DateTimeOffset now)
    {
        var states = live.ToDictionary(l => l.MonitorId);
        var next = new PageSnapshot
        {
            Slug = page.Slug,
            PageId = page.Id,
            WorkspaceId = page.WorkspaceId,
            Title = page.Title,
            UpdatedAt = now,
            Components = [.. monitors.Where(m => !m.Deleted).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id, StringComparer.Ordinal).Select(m => Component(m, states.GetValueOrDefault(m.Id)))],
            Incidents = PageIncidents.Of(incidents, now),
        };
        return previous is not null && Text(next with { UpdatedAt = previous.UpdatedAt }) == Text(previous) ? previous : next;
    }

    private static PageComponent Component(Monitor monitor, LiveState? live)
    {
        var state = MonitorState.Of(monitor, live);
        return new()
        {
            MonitorId = monitor.Id,
            Name = monitor.Name,
            Verdict = state.Verdict,
            Since = state.Since,
            CreatedAt = monitor.CreatedAt,
            DownIn = state.Verdict is Verdict.Partial or Verdict.Down
                ? [.. state.Votes.Where(v => v.Value.Vote == VoteValue.Down).Select(v => v.Key).Order(StringComparer.Ordinal)]
                : [],
        };
    }

    private static string Text(PageSnapshot snapshot) => JsonSerializer.Serialize(snapshot, StatusHawkJson.Options);
}
