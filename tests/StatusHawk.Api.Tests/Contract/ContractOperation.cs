using System.Text.Json;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>One operation of the contract.</summary>
internal sealed class ContractOperation
{
    private readonly ApiContract _contract;
    private readonly JsonElement _fields;
    private readonly string[] _parts;

    public ContractOperation(ApiContract contract, string path, string method, JsonElement fields)
    {
        (_contract, _fields, _parts) = (contract, fields, path.Split('/'));
        (Id, Path, Method) = (fields.GetProperty("operationId").GetString()!, path, method);
        Methods = [method, .. fields.TryGetProperty("x-also", out var also) ? also.EnumerateArray().Select(one => one.GetString()!.ToUpperInvariant()) : []];
        Parameters = fields.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(contract.Schemas.Follow)] : [];
        Responses = fields.GetProperty("responses").EnumerateObject().ToDictionary(one => int.Parse(one.Name, null), one => contract.Schemas.Follow(one.Value));
    }

    /// <summary>The function's name.</summary>
    public string Id { get; }
    public string Path { get; }
    public string Method { get; }

    /// <summary>That one, and others that do the same.</summary>
    public IReadOnlyList<string> Methods { get; }
    public IReadOnlyList<JsonElement> Parameters { get; }
    public IReadOnlyDictionary<int, JsonElement> Responses { get; }
    public int ParameterCount => _parts.Count(part => part.StartsWith('{'));

    /// <summary>Whether nobody needs a token.</summary>
    public bool IsOpen => _fields.TryGetProperty("security", out var security) && (security.GetArrayLength() == 0 || security.EnumerateArray().Any(way => !way.EnumerateObject().Any()));

    /// <summary>Whether it reads a parameter or a header of that name.</summary>
    public bool Has(string parameter) => Parameters.Any(one => one.GetProperty("name").GetString() == parameter);

    public bool IsOfWorkspace => Path.Contains("{workspaceId}", StringComparison.Ordinal);

    /// <summary>The schema of the body, and whether there must be one; null: it has none.</summary>
    public (JsonElement Schema, bool Required, JsonElement Example)? Body =>
        _fields.TryGetProperty("requestBody", out var body) && body.GetProperty("content").GetProperty("application/json") is var json
            ? (json.GetProperty("schema"), body.GetProperty("required").GetBoolean(), json.GetProperty("example")) : null;

    public bool Matches(string[] parts) =>
        parts.Length == _parts.Length && _parts.Zip(parts).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    /// <summary>The value that a path gives a parameter, as it is written there.</summary>
    public string PathValue(string name, string path) => Uri.UnescapeDataString(path.TrimEnd('/').Split('/')[Array.IndexOf(_parts, $"{{{name}}}")]);

    public override string ToString() => Id;
}
