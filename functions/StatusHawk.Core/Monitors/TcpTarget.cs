using System.Text.Json.Serialization;

namespace StatusHawk.Core.Monitors;

/// <summary>What a TCP monitor connects to. It is up when the connection stands and, where something is expected, that comes.</summary>
public sealed record TcpTarget
{
    public required string Host { get; init; }

    /// <summary>1 to 65,535.</summary>
    public required int Port { get; init; }

    /// <summary>What is sent once the connection stands: a secret, sealed for the place <c>{monitor id}</c>.</summary>
    public string? SealedSend { get; init; }

    /// <summary>A text that must come, within the first 64 KB.</summary>
    public string? Expect { get; init; }

    /// <summary>Whether it speaks TLS from the first byte.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Tls { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IpVersion IpVersion { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IgnoreCertificateErrors { get; init; }
}
