namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>
/// The kinds of record that can be asked for, with their numbers on the wire (RFC 1035 §3.2.2, RFC 3596, RFC 8659) and the names that users write.
/// </summary>
public enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>A name server of the zone.</summary>
    NS = 2,

    /// <summary>The name that this one is another name of.</summary>
    CNAME = 5,

    /// <summary>The zone's serial number and timers.</summary>
    SOA = 6,

    /// <summary>A mail server, with its preference.</summary>
    MX = 15,

    /// <summary>Text: SPF, DKIM, proofs of ownership.</summary>
    TXT = 16,

    /// <summary>An IPv6 address.</summary>
    AAAA = 28,

    /// <summary>Who may issue certificates for the name.</summary>
    CAA = 257,
}
