namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>A record of an answer.</summary>
/// <param name="Name">Whose it is: lower case, ASCII, without the trailing dot.</param>
/// <param name="Type">What it is.</param>
/// <param name="Ttl">How long it may be kept, in seconds; 0 to 2,147,483,647 (RFC 2181 §8).</param>
/// <param name="Data">
/// What it says, as zone files write it: an address in its canonical form; a name in lower case without the trailing dot; <c>10 mail.example.com</c>;
/// a TXT's strings joined, without quotes; an SOA's seven fields; <c>0 issue "letsencrypt.org"</c>.
/// </param>
public sealed record DnsRecord(string Name, DnsType Type, int Ttl, string Data);
