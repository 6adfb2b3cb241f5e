namespace StatusHawk.Core.Checks;

/// <summary>What a check learnt of its target beside the outcome; what a kind of check does not learn is null.</summary>
public sealed record Facts
{
    /// <summary>The address actually connected to.</summary>
    public string? Address { get; init; }

    /// <summary>The final answer's status.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Redirects followed, whose times the phases include.</summary>
    public int? Redirects { get; init; }

    /// <summary><c>1.1</c> or <c>2</c>.</summary>
    public string? HttpVersion { get; init; }

    /// <summary><c>1.2</c> or <c>1.3</c>.</summary>
    public string? TlsVersion { get; init; }
    public DateTimeOffset? CertificateExpires { get; init; }

    /// <summary>The common name of the certificate's issuer, or its organisation.</summary>
    public string? CertificateIssuer { get; init; }

    /// <summary>Bytes read of the body.</summary>
    public int? BodyBytes { get; init; }
    public string? DnsRcode { get; init; }
    public IReadOnlyList<string>? DnsAnswers { get; init; }

    /// <summary>Tries made again before this outcome.</summary>
    public int Retries { get; init; }
}
