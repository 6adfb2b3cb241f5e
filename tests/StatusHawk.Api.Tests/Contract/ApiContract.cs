using System.Text.Json;
using StatusHawk.Api.Http.Contract;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>The contract as the app serves it: its operations, and which one a request is for.</summary>
internal sealed class ApiContract
{
    private static readonly string[] Methods = ["get", "post", "patch", "put", "delete", "head"];

    private ApiContract(JsonElement root)
    {
        Root = root;
        Schemas = new(root);
        Operations =
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               where Methods.Contains(method.Name)
               select new ContractOperation(this, path.Name, method.Name.ToUpperInvariant(), method.Value),
        ];
    }

    public static ApiContract Current { get; } = Read();

    public JsonElement Root { get; }
    public JsonSchema Schemas { get; }
    public IReadOnlyList<ContractOperation> Operations { get; }

    public ContractOperation Operation(string id) => Operations.Single(one => one.Id == id);

    /// <summary>As the app's router does: words before parameters, case and a slash at the end make no difference.</summary>
    public ContractOperation? Find(string method, string path)
    {
        var parts = path.TrimEnd('/').Split('/');
        return Operations.Where(one => one.Methods.Contains(method) && one.Matches(parts)).OrderBy(one => one.ParameterCount).FirstOrDefault();
    }

    private static ApiContract Read()
    {
        using var document = JsonDocument.Parse(new ContractDocument().Json.Bytes);
        return new(document.RootElement.Clone());
    }
}
