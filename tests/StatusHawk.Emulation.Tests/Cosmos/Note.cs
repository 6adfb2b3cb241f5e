using System.Text.Json.Serialization;

namespace StatusHawk.Emulation.Tests.Cosmos;

/// <summary>What the tests store.</summary>
public sealed record Note(string Id, string Shard, int N = 0)
{
    [JsonPropertyName("ttl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Ttl { get; init; }

    [JsonPropertyName("_etag"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    public string[] Tags { get; init; } = [];
}
