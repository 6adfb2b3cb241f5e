using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StatusHawk.Local.Data;
using StatusHawk.Local.Stack;

namespace StatusHawk.Local.Up;

/// <summary>Makes the demo monitor, and a channel to tell of it, through the public API, once in the life of the data: who deletes them does not find them back.</summary>
internal sealed class Demo : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private readonly LocalStack _stack;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly string _monitors;
    private readonly string _channels;

    private readonly TimeProvider _time;

    private Demo(LocalStack stack, TimeProvider time)
    {
        (_stack, _time) = (stack, time);
        _client.Timeout = Bound;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stack.Secrets.ApiKey);
        _monitors = $"{stack.ApiUrl}/api/v1/workspaces/{stack.Secrets.WorkspaceId}/monitors";
        _channels = $"{stack.ApiUrl}/api/v1/workspaces/{stack.Secrets.WorkspaceId}/channels";
    }

    /// <exception cref="StackException">The API refused, or the page did not appear.</exception>
    public static async Task PrepareAsync(LocalStack stack, StackOptions options, CancellationToken cancellationToken)
    {
        using var demo = new Demo(stack, options.Time);
        var progress = new StartProgress(options);
        await progress.ShowAsync("demo monitor", null, demo.SeedAsync, cancellationToken);
        await progress.ShowAsync("status page", new Uri(stack.StatusUrl), demo.WaitForPageAsync, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        // Api makes workspace and key after it has begun to serve, so at first it may not know the key.
        var list = JsonNode.Parse(await WaitForAsync(_monitors, cancellationToken))?["items"] as JsonArray;
        if (!File.Exists(_stack.Data.SeededPath))
        {
            var made = list is { Count: > 0 } ? null : await SendAsync(HttpMethod.Post, _monitors, NewMonitor(), cancellationToken);
            if (made is not null) await SendAsync(HttpMethod.Post, _channels, NewChannel(), cancellationToken);
            PrivateFile.Write(_stack.Data.SeededPath, new JsonObject { ["monitorId"] = made?["id"]?.GetValue<string>() }.ToJsonString());
        }
        else if (MovedAway(list) is { } monitorId)
        {
            await SendAsync(HttpMethod.Patch, $"{_monitors}/{monitorId}", new { http = new { url = _stack.Target.ShopUrl } }, cancellationToken);
        }
    }

    /// <summary>The demo monitor, when the demo target has moved to another port and nobody has given the monitor another target.</summary>
    private string? MovedAway(JsonArray? monitors)
    {
        var made = JsonNode.Parse(File.ReadAllText(_stack.Data.SeededPath))?["monitorId"]?.GetValue<string>();
        var url = monitors?.FirstOrDefault(m => m?["id"]?.GetValue<string>() == made)?["http"]?["url"]?.GetValue<string>();
        var isOurs = Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Host: "127.0.0.1", AbsolutePath: "/shop" };
        return isOurs && url != _stack.Target.ShopUrl ? made : null;
    }

    private object NewMonitor() => new
    {
        name = "Demo shop",
        kind = "http",
        http = new { url = _stack.Target.ShopUrl },
        intervalSeconds = 10,
        timeoutSeconds = 5,
        regions = _stack.Ports.Regions,
    };

    // Its mails go to the mail catcher, and to nobody else.
    private static object NewChannel() => new { name = "You", kind = "email", email = new { to = new[] { "you@example.com" } } };

    private async Task<JsonNode?> SendAsync(HttpMethod method, string address, object body, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body);
        var (status, answer) = await AskAsync(method, address, content, cancellationToken);
        return status is >= 200 and < 300
            ? JsonNode.Parse(answer)
            : throw new StackException($"The API did not take what the demo is made of ({status}): {answer}\nIts log: {_stack.Api.Log.Path}");
    }

    /// <summary>The first snapshot is the Pipeline's to write; "ready" says that the printed address answers.</summary>
    private Task WaitForPageAsync(CancellationToken cancellationToken) => WaitForAsync(_stack.StatusUrl, cancellationToken);

    private async Task<string> WaitForAsync(string address, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            var (status, answer) = await AskAsync(HttpMethod.Get, address, null, cancellationToken);
            if (status == 200) return answer;
            if (_time.GetElapsedTime(began) > Bound)
                throw new StackException($"{address} still answers {status} after {Bound.TotalSeconds:0} s: {answer}\nThe logs: {_stack.Data.LogsPath}");
            await Task.Delay(Poll, _time, cancellationToken);
        }
    }

    /// <summary>Status and body; status 0 and what is wrong when there is no answer.</summary>
    private async Task<(int Status, string Answer)> AskAsync(HttpMethod method, string address, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (0, e.Message);
        }
    }
}
