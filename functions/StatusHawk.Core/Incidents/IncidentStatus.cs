namespace StatusHawk.Core.Incidents;

/// <summary>How far people are with it.</summary>
public enum IncidentStatus
{
    Investigating,
    Identified,
    Monitoring,
    Resolved,
}
