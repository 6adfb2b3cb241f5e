using System.Text.Json.Serialization;

namespace StatusHawk.Azure;

/// <summary>The envelope of a document of <c>workspaces</c>.</summary>
internal sealed record Document<T>
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }

    /// <summary>A name of <see cref="DocumentTypes"/>.</summary>
    public required string Type { get; init; }
    public int V { get; init; } = 1;
    public bool? Deleted { get; init; }

    /// <summary>Seconds until it is gone; null: never.</summary>
    public int? Ttl { get; init; }
    public required T Body { get; init; }

    /// <summary>Set by the service; what is sent of it is ignored.</summary>
    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}
