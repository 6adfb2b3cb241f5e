using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.StatusPages;

/// <summary>Which incidents a page shows: those that are open, and those of the last two weeks.</summary>
public static class PageIncidents
{
    public const int MaxIncidents = 30;

    /// <summary>Updates of one incident: its first, and its newest.</summary>
    public const int MaxUpdates = 20;

    // With everything else a snapshot stays well below the 2 MB that a document may have.
    private const int MaxCharacters = 300_000;

    public static TimeSpan ShownFor { get; } = TimeSpan.FromDays(14);

    /// <summary>Open ones first, then the latest beginning first.</summary>
    public static IReadOnlyList<PageIncident> Of(IEnumerable<Incident> incidents, DateTimeOffset now)
    {
        var shown = new List<PageIncident>();
        var characters = 0;
        foreach (var incident in incidents
            .Where(incident => incident.ResolvedAt is not { } resolved || now - resolved < ShownFor)
            .OrderBy(incident => incident.Status == IncidentStatus.Resolved)
            .ThenByDescending(incident => incident.StartedAt).ThenBy(incident => incident.Id, StringComparer.Ordinal)
            .Take(MaxIncidents))
        {
            var made = Of(incident);
            characters += made.Updates.Sum(update => update.Message.Length);
            if (characters > MaxCharacters) break;
            shown.Add(made);
        }

        return shown;
    }

    private static PageIncident Of(Incident incident) => new()
    {
        Id = incident.Id,
        Title = incident.Title,
        Impact = incident.Impact,
        Status = incident.Status,
        MonitorIds = incident.MonitorIds,
        StartedAt = incident.StartedAt,
        ResolvedAt = incident.ResolvedAt,
        Updates = Bounded([.. incident.Timeline.Where(entry => entry.Status is not null).Select(entry => new PageUpdate(entry.At, entry.Status!.Value, entry.Message))]),
    };

    private static IReadOnlyList<PageUpdate> Bounded(PageUpdate[] updates) => updates.Length <= MaxUpdates ? updates : [updates[0], .. updates[^(MaxUpdates - 1)..]];
}
