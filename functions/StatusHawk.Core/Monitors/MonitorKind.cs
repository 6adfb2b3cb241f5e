namespace StatusHawk.Core.Monitors;

/// <summary>What a monitor checks.</summary>
public enum MonitorKind
{
    Http,
    Tcp,
    Ping,
    Dns,
    Tls,

    /// <summary>Nothing is asked: the target calls.</summary>
    Heartbeat,
}
