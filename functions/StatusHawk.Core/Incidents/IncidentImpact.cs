namespace StatusHawk.Core.Incidents;

/// <summary>How bad it is, in Statuspage's words.</summary>
public enum IncidentImpact
{
    None,
    Minor,
    Major,
    Critical,
}
