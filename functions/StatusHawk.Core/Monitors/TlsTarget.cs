using System.Text.Json.Serialization;

namespace StatusHawk.Core.Monitors;

/// <summary>Whose certificate a TLS monitor examines. It is up when chain, host name and protocol are good and enough days are left.</summary>
public sealed record TlsTarget
{
    public const int DefaultPort = 443;
    public const int DefaultMinDaysLeft = 7;

    public required string Host { get; init; }

    /// <summary>1 to 65,535.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The name for SNI and the certificate; null: the host.</summary>
    public string? ServerName { get; init; }

    /// <summary>The fewest days that any certificate of the chain may have left, 0 to 365.</summary>
    public int MinDaysLeft { get; init; } = DefaultMinDaysLeft;

    /// <summary>The oldest version that is good enough, <c>1.2</c> or <c>1.3</c>; null: 1.2.</summary>
    public string? MinVersion { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IpVersion IpVersion { get; init; }
}
