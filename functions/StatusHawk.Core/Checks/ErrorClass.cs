namespace StatusHawk.Core.Checks;

/// <summary>The kinds of failure that people tell apart.</summary>
public enum ErrorClass
{
    /// <summary>No answer within the monitor's timeout.</summary>
    Timeout,

    /// <summary>Nothing listens at the address, or it is unreachable.</summary>
    Refused,

    /// <summary>The connection was closed before the answer was complete.</summary>
    Reset,

    /// <summary>The host name has no address.</summary>
    Dns,

    /// <summary>The TLS handshake failed, or the certificate is not valid for the host.</summary>
    Tls,

    /// <summary>An answer came, with a status that is not success.</summary>
    Status,

    /// <summary>The answer does not follow HTTP, or redirects too often.</summary>
    Protocol,

    /// <summary>The address is private, loopback or otherwise not public, and may not be probed.</summary>
    Blocked,

    /// <summary>The probe's own canaries fail: the fault is on this side.</summary>
    Canary,

    /// <summary>The check could not be run at all, for a reason of StatusHawk's own.</summary>
    Internal,
}
