using System.Text.Json.Serialization;

namespace StatusHawk.Api.Http;

/// <summary>A list, and where it goes on; null: it does not.</summary>
public sealed record ListView<T>(IReadOnlyList<T> Items)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Next { get; init; }
}
