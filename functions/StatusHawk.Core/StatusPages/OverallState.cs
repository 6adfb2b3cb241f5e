using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.StatusPages;

/// <summary>A whole page in a word.</summary>
public enum OverallState
{
    /// <summary>Nothing is monitored: there are no components, or all are paused.</summary>
    Nothing,
    Operational,
    Maintenance,

    /// <summary>Nothing worse than that something could not be judged.</summary>
    Unknown,

    /// <summary>Something is degraded, or down in some regions only.</summary>
    Minor,

    /// <summary>Something is down.</summary>
    PartialOutage,

    /// <summary>Everything that is monitored is down.</summary>
    MajorOutage,
}

public static class OverallStates
{
    /// <summary>The worst that holds, of what is checked and of what people announced; paused components have no say.</summary>
    public static OverallState Of(PageSnapshot snapshot)
    {
        var checks = OfComponents(snapshot);
        var announced = OfIncidents(snapshot);
        return announced > checks ? announced : checks;
    }

    private static OverallState OfIncidents(PageSnapshot snapshot) => snapshot.Incidents
        .Where(incident => incident.Status != IncidentStatus.Resolved)
        .Select(incident => incident.Impact switch
        {
            IncidentImpact.Critical => OverallState.MajorOutage,
            IncidentImpact.Major => OverallState.PartialOutage,
            IncidentImpact.Minor => OverallState.Minor,
            _ => OverallState.Nothing,
        })
        .DefaultIfEmpty(OverallState.Nothing)
        .Max();

    private static OverallState OfComponents(PageSnapshot snapshot)
    {
        var verdicts = snapshot.Components.Select(c => c.Verdict).Where(v => v != Verdict.Paused).ToList();
        if (verdicts.Count == 0) return OverallState.Nothing;
        if (verdicts.TrueForAll(v => v == Verdict.Down)) return OverallState.MajorOutage;
        if (verdicts.Contains(Verdict.Down)) return OverallState.PartialOutage;
        if (verdicts.Exists(v => v is Verdict.Partial or Verdict.Degraded)) return OverallState.Minor;
        if (verdicts.Contains(Verdict.Unknown)) return OverallState.Unknown;
        return verdicts.Contains(Verdict.Maintenance) ? OverallState.Maintenance : OverallState.Operational;
    }

    /// <summary>For a person, in the words that Statuspage made usual.</summary>
    public static string Words(this OverallState state) => state switch
    {
        OverallState.Maintenance => "Service Under Maintenance",
        OverallState.Unknown => "Status Partly Unknown",
        OverallState.Minor => "Minor Service Outage",
        OverallState.PartialOutage => "Partial System Outage",
        OverallState.MajorOutage => "Major Service Outage",
        _ => "All Systems Operational",
    };
}
