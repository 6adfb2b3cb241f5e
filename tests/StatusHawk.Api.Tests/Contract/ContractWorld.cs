using System.Net.Http.Headers;
using System.Text;
using StatusHawk.Api.Accounts;
using StatusHawk.Core;
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
    public string KeyId { get; private set; } = "";
    public string InvitationId { get; private set; } = "";
    public string SessionId { get; private set; } = "";

    /// <summary>The workspace's owner.</summary>
    public ContractPerson Ada { get; private set; } = null!;

    /// <summary>Another member, an editor.</summary>
    public ContractPerson Lee { get; private set; } = null!;

    /// <summary>Who is in no workspace, and invited to this one.</summary>
    public ContractPerson Grace { get; private set; } = null!;

    /// <summary>What Grace's mail says.</summary>
    public string GracesToken { get; private set; } = "";

    /// <summary>Something that answers, where private targets are allowed.</summary>
    public string TargetUrl => _target?.Url.ToString() ?? "https://shop.example.org/";

    /// <param name="reachable">Whether monitors may be of this machine, and there is one to be checked.</param>
    /// <param name="settings">Others.</param>
    public static async Task<ContractWorld> StartAsync(bool reachable, params (string Name, string? Value)[] settings)
    {
        var world = new ContractWorld(await ApiHost.StartAsync([("Probe:AllowPrivateTargets", reachable ? "true" : "false"), .. settings]), reachable ? FlakyTarget.Start() : null);
        var api = world.Api;
        world.MonitorId = Text(await api.CreateAsync($$$"""{"name":"Shop","http":{"url":"{{{world.TargetUrl}}}"}}"""), "id");
        var heartbeat = await api.CreateAsync("""{"name":"Backup","kind":"heartbeat","heartbeat":{"periodSeconds":3600}}""");
        (world.HeartbeatId, world.HeartbeatAddress) = (Text(heartbeat, "id"), Text(heartbeat.GetProperty("heartbeat"), "url").Split('/')[^1]);
        world.ChannelId = Text(await MadeAsync(api, "channels", """{"name":"On call","kind":"webhook","webhook":{"url":"https://hooks.example.org/status"}}"""), "id");
        world.IncidentId = Text(await MadeAsync(api, "incidents", """{"title":"Slow","message":"We are looking into it."}"""), "id");
        await world.PeopleAsync();
        world.KeyId = ApiKeyToken.Parse(await world.KeyAsync(Role.Editor, Area.Monitors))!.KeyId;
        await api.Stores.Pages.WriteHeartbeatAsync(new PipelineHeartbeat(api.Clock.GetUtcNow()), default);
        api.Stores.Journal.Clear();
        return world;
    }

    /// <summary>The token of whoever may call it: the workspace's key, where a key may, or else its owner. Null: nobody needs one.</summary>
    public string? TokenFor(ContractOperation operation) => RouteAccess.Of(operation.Id) switch
    {
        Access.ToAnyone => null,
        Access.ToWorkspace => ApiHost.Key,
        _ => Ada.Tokens.AccessToken,
    };

    /// <summary>One of Ada's, once she has a second factor.</summary>
    public string RecoveryCode { get; private set; } = "";

    public async Task ProtectAsync() => RecoveryCode = await Ada.ProtectAsync(Api);

    /// <summary>What the last mail to an address asks to be sent back.</summary>
    public string MailedTo(string address)
    {
        var mail = Api.Stores.Queues.Of<AccountMail>(Queues.Mails).Last(mail => mail.To == address);
        return Api.Service<Sealer>().Open(mail.SealedToken!, mail.Id);
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
        .Replace("inc_k3j9x2q2m5n7p8r4", IncidentId, StringComparison.Ordinal)
        .Replace("usr_k3j9x2q2m5n7p8r4", Lee.Id, StringComparison.Ordinal);

    public string PathOf(ContractOperation operation) => PathIn(operation, ApiHost.WorkspaceId);

    public string PathIn(ContractOperation operation, string workspaceId) => operation.Path
        .Replace("{workspaceId}", workspaceId, StringComparison.Ordinal)
        .Replace("{monitorId}", MonitorId, StringComparison.Ordinal)
        .Replace("{channelId}", ChannelId, StringComparison.Ordinal)
        .Replace("{incidentId}", IncidentId, StringComparison.Ordinal)
        .Replace("{keyId}", KeyId, StringComparison.Ordinal)
        .Replace("{invitationId}", InvitationId, StringComparison.Ordinal)
        .Replace("{sessionId}", SessionId, StringComparison.Ordinal)
        .Replace("{userId}", Lee.Id, StringComparison.Ordinal)
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

    private async Task PeopleAsync()
    {
        Ada = await ContractPerson.SignedInAsync(Api, "Ada", ApiHost.WorkspaceId);
        Lee = await ContractPerson.SignedInAsync(Api, "Lee", ApiHost.WorkspaceId);
        Grace = await ContractPerson.SignedInAsync(Api, "Grace");
        SessionId = await Ada.SignInAgainAsync(Api);
        var now = Api.Clock.GetUtcNow();
        var workspace = (await Api.Stores.Workspaces.ReadForChangeAsync(ApiHost.WorkspaceId, default))!;
        await Api.Stores.Workspaces.TryReplaceAsync(workspace.Value with { OwnerId = Ada.Id }, workspace.ETag, default);
        foreach (var (person, role) in new[] { (Ada, Role.Admin), (Lee, Role.Editor) })
            await Api.Stores.Members.TryCreateAsync(new() { WorkspaceId = ApiHost.WorkspaceId, UserId = person.Id, Role = role, JoinedAt = now }, default);
        (InvitationId, GracesToken) = await InviteAsync("grace@example.com", now);
    }

    private async Task<(string Id, string Token)> InviteAsync(string email, DateTimeOffset now)
    {
        var token = InvitationToken.New(ApiHost.WorkspaceId);
        var invitation = new Invitation
        {
            Id = Invitation.IdOf(ApiHost.WorkspaceId, email),
            WorkspaceId = ApiHost.WorkspaceId,
            Email = email,
            Role = Role.Editor,
            TokenHash = token.Hash,
            InvitedBy = "Ada",
            CreatedAt = now,
            ExpiresAt = now + Invitation.Lifetime,
        };
        await Api.Stores.Invitations.PutAsync(invitation, default);
        return (invitation.Id, token.Text);
    }

    private static async Task<System.Text.Json.JsonElement> MadeAsync(ApiHost api, string what, string body)
    {
        var answer = await api.PostAsync($"{ApiHost.Workspace}/{what}", body);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return await ApiHost.JsonAsync(answer);
    }

    private static string Text(System.Text.Json.JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
