using System.Text.Json.Nodes;

namespace StatusHawk.Cli.AsCode;

/// <summary>What a file wants, in the API's fields. A part that it does not name (null) is none of its business.</summary>
public sealed record Definition
{
    /// <summary>By stable key.</summary>
    public IReadOnlyDictionary<string, JsonObject>? Monitors { get; init; }
    public IReadOnlyDictionary<string, JsonObject>? Channels { get; init; }

    /// <summary><c>title</c> and <c>slug</c>, those that are named.</summary>
    public JsonObject? Page { get; init; }
}
