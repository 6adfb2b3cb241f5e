namespace StatusHawk.Core.Monitors;

/// <summary>What a DNS monitor asks a name server. It is up when the response code is the expected one, and the answers are.</summary>
public sealed record DnsTarget
{
    public required string Name { get; init; }

    /// <summary><c>A</c>, <c>AAAA</c>, <c>CNAME</c>, <c>MX</c>, <c>NS</c>, <c>TXT</c>, <c>SOA</c> or <c>CAA</c>.</summary>
    public string RecordType { get; init; } = "A";

    /// <summary>The address of the name server, with a port if it is not 53; null: the region's own.</summary>
    public string? Resolver { get; init; }

    /// <summary>The records, in any order, none missing and none beside; null: any, at least one.</summary>
    public IReadOnlyList<string>? Expect { get; init; }

    /// <summary>The expected response code; null: <c>NOERROR</c>.</summary>
    public string? ExpectRcode { get; init; }
}
