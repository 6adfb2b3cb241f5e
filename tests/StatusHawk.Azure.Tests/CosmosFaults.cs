using System.Net.Http.Json;
using StatusHawk.Local.Stack;

namespace StatusHawk.Azure.Tests;

/// <summary>Makes the Cosmos emulator fail until disposed.</summary>
internal sealed class CosmosFaults : IAsyncDisposable
{
    private readonly HttpClient _client;

    private CosmosFaults(HttpClient client) => _client = client;

    /// <param name="stack">Whose emulator.</param>
    /// <param name="rule">A rule, as the emulator's README describes it.</param>
    public static async Task<CosmosFaults> SetAsync(LocalStack stack, object rule)
    {
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        var faults = new CosmosFaults(new HttpClient(handler) { BaseAddress = new Uri(stack.Configuration()["Cosmos:Endpoint"]!) });
        using var answer = await faults._client.PutAsJsonAsync("_emulator/faults", new[] { rule });
        answer.EnsureSuccessStatusCode();
        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        using var answer = await _client.DeleteAsync("_emulator/faults");
        answer.EnsureSuccessStatusCode();
        _client.Dispose();
    }
}
