namespace StatusHawk.Core.Monitors;

/// <summary>Which addresses of a name are connected to.</summary>
public enum IpVersion
{
    /// <summary>The first that answers.</summary>
    Any,
    Ipv4,
    Ipv6,
}
