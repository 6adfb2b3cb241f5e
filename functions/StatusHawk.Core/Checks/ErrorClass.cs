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

    /// <summary>The host name has no address, or the name server's response code is not the expected one.</summary>
    Dns,

    /// <summary>The TLS handshake failed, or the certificate is not valid for the host, or expires too soon.</summary>
    Tls,

    /// <summary>An answer came, with a status that is not success.</summary>
    Status,

    /// <summary>An answer came that does not meet a condition of the monitor.</summary>
    Assertion,

    /// <summary>The body is larger than what is read of it, so that it cannot be told whether a condition holds.</summary>
    TooLarge,

    /// <summary>The answer does not follow its protocol, or redirects too often.</summary>
    Protocol,

    /// <summary>It answered, slower than the monitor's threshold for being well.</summary>
    Slow,

    /// <summary>No ping came in time.</summary>
    Missed,

    /// <summary>The job itself reported that it failed.</summary>
    Reported,

    /// <summary>The address is private, loopback or otherwise not public, and may not be probed.</summary>
    Blocked,

    /// <summary>The probe's own canaries fail: the fault is on this side.</summary>
    Canary,

    /// <summary>The check could not be run at all, for a reason of StatusHawk's own.</summary>
    Internal,
}
