using System.Text.Json.Serialization;

namespace StatusHawk.Core.Monitors;

/// <summary>What a ping monitor sends ICMP echo requests to. It is up when one of up to three is answered.</summary>
public sealed record PingTarget
{
    public required string Host { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IpVersion IpVersion { get; init; }
}
