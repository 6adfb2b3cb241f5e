namespace StatusHawk.Core.Checks.Assertions;

/// <summary>All that a check found which conditions may be about. What a kind of check does not find is null.</summary>
public sealed record Answer
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Milliseconds of all phases.</summary>
    public required int ResponseTime { get; init; }
    public string? Address { get; init; }
    public int? Status { get; init; }

    /// <summary>By name in any case; several of one name joined by commas.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
    public Body? Body { get; init; }
    public DateTimeOffset? CertificateExpires { get; init; }
    public string? DnsRcode { get; init; }
    public IReadOnlyList<string>? DnsAnswers { get; init; }
}
