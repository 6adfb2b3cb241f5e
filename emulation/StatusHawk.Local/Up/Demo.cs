using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Local.Data;
using StatusHawk.Local.Stack;

namespace StatusHawk.Local.Up;

/// <summary>Makes the demo monitor through the public API, once in the life of the data: who deletes it does not find it back.</summary>
internal sealed class Demo : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private readonly LocalStack _stack;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly string _monitors;

    private Demo(LocalStack stack)
    {
        _stack = stack;
        _client.Timeout = Bound;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stack.Secrets.ApiKey);
        _monitors = $"{stack.ApiUrl}/api/v1/workspaces/{stack.Secrets.WorkspaceId}/monitors";
    }

    /// <exception cref="StackException">The API refused, or the page did not appear.</exception>
    public static async Task PrepareAsync(LocalStack stack, StackOptions options, CancellationToken cancellationToken)
    {
        using var demo = new Demo(stack);
        var progress = new StartProgress(options);
        await progress.ShowAsync("demo monitor", null, demo.SeedAsync, cancellationToken);
        await progress.ShowAsync("status page", new Uri(stack.StatusUrl), token => demo.WaitForPageAsync(options.Time, token), cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(_stack.Data.SeededPath)) return;
        try
        {
            var list = await _client.GetFromJsonAsync<JsonObject>(_monitors, cancellationToken);
            if (list?["items"] is not JsonArray { Count: > 0 }) await CreateAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            throw new StackException($"The API could not be asked for its monitors: {e.Message}\nIts log: {_stack.Api.Log.Path}", e);
        }

        PrivateFile.Write(_stack.Data.SeededPath, "{}");
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.PostAsJsonAsync(_monitors, new
        {
            name = "Demo shop",
            kind = "http",
            http = new { url = _stack.Target.ShopUrl },
            intervalSeconds = 10,
            timeoutSeconds = 5,
            regions = _stack.Ports.Regions,
        }, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new StackException($"The API did not take the demo monitor ({(int)response.StatusCode}): {answer}\nIts log: {_stack.Api.Log.Path}");
        }
    }

    /// <summary>The first snapshot is the Pipeline's to write; "ready" says that the printed address answers.</summary>
    private async Task WaitForPageAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            using var response = await _client.GetAsync(new Uri(_stack.StatusUrl), cancellationToken);
            if (response.IsSuccessStatusCode) return;
            if (time.GetElapsedTime(began) > Bound)
                throw new StackException($"{_stack.StatusUrl} still answers {(int)response.StatusCode}. The logs: {_stack.Api.Log.Path} and {_stack.Pipeline.Log.Path}");
            await Task.Delay(Poll, time, cancellationToken);
        }
    }
}
