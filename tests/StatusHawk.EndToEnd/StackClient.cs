using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd;

/// <summary>A person with the key of a stack's first workspace, and one who only reads the page.</summary>
public sealed class StackClient : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly LocalStack _stack;
    private readonly string _workspace;

    public StackClient(LocalStack stack)
    {
        _stack = stack;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stack.Secrets.ApiKey);
        _workspace = $"{stack.ApiUrl}/api/v1/workspaces/{stack.Secrets.WorkspaceId}";
    }

    /// <summary>Api makes the first workspace and key after it has begun to serve.</summary>
    public Task ReadyAsync() => Eventually.BecomesTrueAsync(async () =>
    {
        using var response = await _client.GetAsync(new Uri($"{_workspace}/monitors"));
        return response.StatusCode == HttpStatusCode.OK;
    }, "the API knows its first key");

    /// <summary>Creates a monitor on that URL, checked every 10 s from all regions, and returns its id.</summary>
    public async Task<string> CreateMonitorAsync(string url, string name = "Shop", int timeoutSeconds = 5, int intervalSeconds = 10)
    {
        using var response = await _client.PostAsJsonAsync($"{_workspace}/monitors", new { name, kind = "http", http = new { url }, intervalSeconds, timeoutSeconds });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    public async Task<JsonObject> ReadMonitorAsync(string id) => (await _client.GetFromJsonAsync<JsonObject>($"{_workspace}/monitors/{id}"))!;

    public async Task<string> VerdictAsync(string id) => (string)(await ReadMonitorAsync(id))["verdict"]!;

    public async Task<string?> VoteAsync(string id, string region) => (string?)(await ReadMonitorAsync(id))["votes"]![region]?["vote"];

    public async Task PostAsync(string id, string verb)
    {
        using var response = await _client.PostAsync(new Uri($"{_workspace}/monitors/{id}/{verb}"), content: null);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Creates a webhook channel and returns its id and its signing secret.</summary>
    public async Task<(string Id, string Secret)> CreateWebhookAsync(string url, string name = "On call")
    {
        var made = await SendAsync(HttpMethod.Post, "channels", new { name, kind = "webhook", webhook = new { url } }, HttpStatusCode.Created);
        return ((string)made["id"]!, (string)made["webhook"]!["secret"]!);
    }

    /// <summary>Creates an e-mail channel and returns its id.</summary>
    public async Task<string> CreateEmailAsync(params string[] to) =>
        (string)(await SendAsync(HttpMethod.Post, "channels", new { name = "Team", kind = "email", email = new { to } }, HttpStatusCode.Created))["id"]!;

    /// <summary>The incidents of a monitor, the latest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> IncidentsAsync(string monitorId)
    {
        var list = (await _client.GetFromJsonAsync<JsonObject>($"{_workspace}/incidents?limit=200"))!;
        return [.. list["items"]!.AsArray().Select(item => item!.AsObject()).Where(item => item["monitorIds"]!.AsArray().Any(id => (string)id! == monitorId))];
    }

    /// <summary>One incident with its timeline and deliveries.</summary>
    public async Task<JsonObject> IncidentAsync(string id) => (await _client.GetFromJsonAsync<JsonObject>($"{_workspace}/incidents/{id}"))!;

    /// <summary>How many monitors have that verdict.</summary>
    public async Task<int> CountAsync(string verdict)
    {
        var count = 0;
        for (string? next = ""; next is not null;)
        {
            var page = (await _client.GetFromJsonAsync<JsonObject>($"{_workspace}/monitors?verdict={verdict}&limit=200&cursor={next}"))!;
            count += page["items"]!.AsArray().Count;
            next = (string?)page["next"];
        }

        return count;
    }

    /// <summary>Deletes a monitor.</summary>
    public async Task<bool> DeleteMonitorAsync(string id)
    {
        using var response = await _client.DeleteAsync(new Uri($"{_workspace}/monitors/{id}"));
        return response.StatusCode == HttpStatusCode.NoContent;
    }

    /// <summary>Asks for something under the workspace and returns the answer's body.</summary>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, object? body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, $"{_workspace}/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, answer);
        return JsonNode.Parse(answer)!.AsObject();
    }

    /// <summary>The text of a GET, unread.</summary>
    public async Task<byte[]> ReadAsync(string path) => await _client.GetByteArrayAsync(new Uri($"{_workspace}/{path}"));

    /// <summary>The public summary.</summary>
    public async Task<JsonNode> SummaryAsync() => JsonNode.Parse(await _client.GetStringAsync(new Uri(_stack.StatusUrl + "/api/v2/summary.json")))!;

    public Task BecomesAsync(string id, string verdict) =>
        Eventually.BecomesTrueAsync(async () => await VerdictAsync(id) == verdict, $"monitor {id} is {verdict}");

    /// <summary>The page as people see it, without a key.</summary>
    public async Task<string> PageAsync()
    {
        using var reader = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await reader.GetStringAsync(new Uri(_stack.StatusUrl));
    }

    /// <summary>The status of a component in <c>summary.json</c>; null when it is not there.</summary>
    public async Task<string?> ComponentAsync(string id)
    {
        var summary = JsonNode.Parse(await _client.GetStringAsync(new Uri(_stack.StatusUrl + "/api/v2/summary.json")))!;
        return (string?)summary["components"]!.AsArray().SingleOrDefault(component => (string?)component!["id"] == id)?["status"];
    }

    public Task ComponentBecomesAsync(string id, string status) =>
        Eventually.BecomesTrueAsync(async () => await ComponentAsync(id) == status, $"component {id} is {status}");

    public void Dispose() => _client.Dispose();
}
