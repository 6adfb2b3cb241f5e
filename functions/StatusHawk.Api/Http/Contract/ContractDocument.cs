using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatusHawk.Api.Http.Contract;

/// <summary>The API's contract, <c>api/openapi.yaml</c>, as this build was made from it.</summary>
public sealed class ContractDocument
{
    private const string Resource = "openapi.yaml";

    private readonly Lazy<JsonObject> _root = new(Read);
    private readonly Lazy<CachedBody> _json;
    private readonly Lazy<CachedBody> _page;

    public ContractDocument()
    {
        _json = new(() => CachedBody.Of(JsonSerializer.SerializeToUtf8Bytes(_root.Value, ApiJson.Options)));
        _page = new(() => CachedBody.Of(Encoding.UTF8.GetBytes(ContractPage.Render(_root.Value))));
    }

    /// <summary>OpenAPI 3.1 in JSON.</summary>
    public CachedBody Json => _json.Value;

    /// <summary>The same for people, in HTML.</summary>
    public CachedBody Page => _page.Value;

    private static JsonObject Read()
    {
        using var stream = typeof(ContractDocument).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"This build has no {Resource} in it.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return YamlJson.Read(reader.ReadToEnd()) as JsonObject ?? throw new InvalidOperationException($"{Resource} is no object.");
    }
}
