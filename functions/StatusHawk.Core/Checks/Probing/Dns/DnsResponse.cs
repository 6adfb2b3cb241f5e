namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>What a name server answered to one question.</summary>
/// <param name="Rcode">Whether it could.</param>
/// <param name="Truncated">There is more than the message held (RFC 1035 §4.1.1, TC): ask over TCP.</param>
/// <param name="Answers">The records of the asked type, of the asked name or of the one its aliases lead to; in the order sent.</param>
public sealed record DnsResponse(DnsRcode Rcode, bool Truncated, IReadOnlyList<DnsRecord> Answers);
