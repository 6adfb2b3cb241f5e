using System.Text.Json.Nodes;

namespace StatusHawk.Infra.Tests.Deployments;

/// <summary>A resource as it would be deployed.</summary>
/// <param name="Json">All of it.</param>
internal sealed record Resource(JsonObject Json)
{
    public string Type => (string)Json["type"]!;

    /// <summary>With those of its parents: <c>account/default/results</c>.</summary>
    public string Name => (string)Json["name"]!;
    public string Id => (string)Json["id"]!;

    /// <summary>The last part of its name.</summary>
    public string OwnName => Name.Split('/')[^1];

    /// <summary>The first part of its name.</summary>
    public string Account => Name.Split('/')[0];

    /// <summary>What it is on, where it extends another resource.</summary>
    public string? Scope => (string?)Json["scope"];
    public JsonObject Properties => Json["properties"]!.AsObject();

    /// <summary>A property by its path.</summary>
    public JsonNode? this[string path] => path.Split('.').Aggregate((JsonNode?)Properties, (node, name) => node?[name]);

    public string Text(string path) => (string?)this[path] ?? throw new InvalidOperationException($"{Name} has no {path}.");

    public IReadOnlyList<string> Texts(string path) => [.. (this[path]?.AsArray() ?? []).Select(each => (string)each!)];

    public override string ToString() => $"{Type} {Name}";
}
