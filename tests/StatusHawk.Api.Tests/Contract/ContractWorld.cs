using System.Net.Http.Headers;
using System.Text;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.StatusPages;
using StatusHawk.Testing;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>An app with one of everything in its workspace, and requests as the contract's own examples have them.</summary>
internal sealed class ContractWorld : IAsyncDisposable
{
    private readonly FlakyTarget? _target;

    private ContractWorld(ApiHost api, FlakyTarget? target) => (Api, _target) = (api, target);

    public ApiHost Api { get; }
    public string MonitorId { get; private set; } = "";
    public string HeartbeatId { get; private set; } = "";
    public string HeartbeatAddress { get; private set; } = "";
    public string ChannelId { get; private set; } = "";
    public string IncidentId { get; private set; } = "";

    /// <summary>Something that answers, where private targets are allowed.</summary>
    public string TargetUrl => _target?.Url.ToString() ?? "https://shop.example.org/";

    /// <param name="reachable">Whether monitors may be of this machine, and there is one to be checked.</param>
    public static async Task<ContractWorld> StartAsync(bool reachable)
    {
        var world = new ContractWorld(await ApiHost.StartAsync(("Probe:AllowPrivateTargets", reachable ? "true" : "false")), reachable ? FlakyTarget.Start() : null);
        var api = world.Api;
        world.MonitorId = Text(await api.CreateAsync($$$"""{"name":"Shop","http":{"url":"{{{world.TargetUrl}}}"}}"""), "id");
        var heartbeat = await api.CreateAsync("""{"name":"Backup","kind":"heartbeat","heartbeat":{"periodSeconds":3600}}""");
        (world.HeartbeatId, world.HeartbeatAddress) = (Text(heartbeat, "id"), Text(heartbeat.GetProperty("heartbeat"), "url").Split('/')[^1]);
        world.ChannelId = Text(await MadeAsync(api, "channels", """{"name":"On call","kind":"webhook","webhook":{"url":"https://hooks.example.org/status"}}"""), "id");
        world.IncidentId = Text(await MadeAsync(api, "incidents", """{"title":"Slow","message":"We are looking into it."}"""), "id");
        await api.Stores.Pages.WriteHeartbeatAsync(new PipelineHeartbeat(api.Clock.GetUtcNow()), default);
        api.Stores.Journal.Clear();
        return world;
    }

    /// <summary>A key that may do little.</summary>
    public async Task<string> KeyAsync(Role role, params Area[] areas)
    {
        var token = ApiKeyToken.New(ApiHost.WorkspaceId);
        await Api.Stores.Workspaces.TryCreateKeyAsync(
            new() { Id = token.KeyId, WorkspaceId = ApiHost.WorkspaceId, Name = "Little", Role = role, Areas = areas.Length == 0 ? null : areas, CreatedAt = Api.Clock.GetUtcNow() }, default);
        return token.Text;
    }

    /// <summary>What the contract's examples call a thing, as it is called here.</summary>
    public string Translate(string text) => text
        .Replace("mon_k3j9x2q2m5n7p8r4", MonitorId, StringComparison.Ordinal)
        .Replace("chn_k3j9x2q2m5n7p8r4", ChannelId, StringComparison.Ordinal)
        .Replace("inc_k3j9x2q2m5n7p8r4", IncidentId, StringComparison.Ordinal);

    public string PathOf(ContractOperation operation) => PathIn(operation, ApiHost.WorkspaceId);

    public string PathIn(ContractOperation operation, string workspaceId) => operation.Path
        .Replace("{workspaceId}", workspaceId, StringComparison.Ordinal)
        .Replace("{monitorId}", MonitorId, StringComparison.Ordinal)
        .Replace("{channelId}", ChannelId, StringComparison.Ordinal)
        .Replace("{incidentId}", IncidentId, StringComparison.Ordinal)
        .Replace("{slug}", ApiHost.Slug, StringComparison.Ordinal)
        .Replace("{address}", HeartbeatAddress, StringComparison.Ordinal);

    /// <summary>With a parameter of the path as it is given, escaped already.</summary>
    public string PathOf(ContractOperation operation, string parameter, string value) =>
        string.Join('/', operation.Path.Split('/').Zip(PathOf(operation).Split('/'), (part, filled) => part == $"{{{parameter}}}" ? value : filled));

    /// <param name="operation">Which.</param>
    /// <param name="path">Its path, all parameters filled in.</param>
    /// <param name="body">JSON; null: the contract's own example, where there is a body.</param>
    /// <param name="token">Whose; null: nobody's.</param>
    /// <param name="headers">Others.</param>
    public async Task<HttpResponseMessage> SendAsync(ContractOperation operation, string path, string? body, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if (operation.Body is { } declared) request.Content = new StringContent(body ?? Translate(declared.Example.GetRawText()), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Api.Anonymous.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        if (_target is not null) await _target.DisposeAsync();
    }

    private static async Task<System.Text.Json.JsonElement> MadeAsync(ApiHost api, string what, string body)
    {
        var answer = await api.PostAsync($"{ApiHost.Workspace}/{what}", body);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return await ApiHost.JsonAsync(answer);
    }

    private static string Text(System.Text.Json.JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
