using System.Text.Json.Nodes;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench;

/// <summary>What a stack's Cosmos emulator counted, by <c>database/container</c>.</summary>
public sealed class CosmosCounts(LocalStack stack) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
    private readonly Uri _address = new(stack.Cosmos.Address, "_emulator/stats");

    public async Task<JsonObject> ReadAsync() => JsonNode.Parse(await _client.GetStringAsync(_address))!["containers"]!.AsObject();

    /// <summary>How often the log of a shard was read since the last reset.</summary>
    public async Task<int> LooksAsync() => (int?)(await ReadAsync())["statushawk/log"]!["operations"]!["query"]?["count"] ?? 0;

    public async Task ResetAsync()
    {
        using var answer = await _client.DeleteAsync(_address);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();
}
