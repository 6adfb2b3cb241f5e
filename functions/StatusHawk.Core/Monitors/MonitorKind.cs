namespace StatusHawk.Core.Monitors;

/// <summary>What a monitor checks.</summary>
public enum MonitorKind
{
    Http,
}
