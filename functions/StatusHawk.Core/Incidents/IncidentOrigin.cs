namespace StatusHawk.Core.Incidents;

public enum IncidentOrigin
{
    /// <summary>Opened by StatusHawk, on what checks found.</summary>
    Detected,

    /// <summary>Opened by a person.</summary>
    Manual,
}
