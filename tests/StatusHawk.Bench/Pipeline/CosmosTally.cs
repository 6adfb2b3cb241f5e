using System.Text.Json.Nodes;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench.Pipeline;

/// <summary>What the Cosmos emulator counted since the last reset, and what it holds.</summary>
/// <param name="Operations">By container and operation: <c>log create</c>.</param>
/// <param name="LogBytes">Bytes of the documents in <c>log</c>.</param>
/// <param name="LogItems">Their number.</param>
public sealed record CosmosTally(IReadOnlyDictionary<string, CosmosOperation> Operations, long LogBytes, long LogItems)
{
    public static CosmosOperation None { get; } = new(0, 0, 0);

    public double RequestUnits => Operations.Values.Sum(operation => operation.RequestUnits);

    public CosmosOperation this[string name] => Operations.GetValueOrDefault(name) ?? None;

    public static Task ResetAsync(LocalStack stack) => AskAsync(stack, HttpMethod.Delete);

    public static async Task<CosmosTally> ReadAsync(LocalStack stack) => Parse(await AskAsync(stack, HttpMethod.Get));

    public static CosmosTally Parse(string json)
    {
        var operations = new Dictionary<string, CosmosOperation>();
        var (bytes, items) = (0L, 0L);
        foreach (var (name, container) in JsonNode.Parse(json)!["containers"]!.AsObject())
        {
            var shortName = name[(name.IndexOf('/') + 1)..];
            if (shortName == "log") (bytes, items) = ((long)container!["bytes"]!, (long)container["items"]!);
            foreach (var (operation, tally) in container!["operations"]!.AsObject())
                operations[$"{shortName} {operation}"] = new((int)tally!["count"]!, (double)tally["requestUnits"]!, (long)tally["bytes"]!);
        }

        return new(operations, bytes, items);
    }

    private static async Task<string> AskAsync(LocalStack stack, HttpMethod method)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
        using var request = new HttpRequestMessage(method, new Uri(stack.Cosmos.Address, "_emulator/stats"));
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}

/// <summary>How often, for how many request units, and with how many bytes.</summary>
public sealed record CosmosOperation(int Count, double RequestUnits, long Bytes);
