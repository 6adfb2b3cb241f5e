using System.Text;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

/// <summary>A workspace with one of everything, everybody who could call it, and a foreign workspace with as much.</summary>
internal sealed class Neighbourhood : IAsyncDisposable
{
    /// <summary>Everybody, in the order of the columns of tables.</summary>
    public static readonly string[] Everybody =
        ["nobody", "expired key", "revoked key", "viewer", "editor", "admin", "owner", "key to read", "key to write", "key to administer", "stranger", "foreign key"];

    private readonly Dictionary<string, string?> _tokens = [];

    private readonly HttpClient _client;

    private Neighbourhood(ApiHost api) => (Api, _client) = (api, new HttpClient { BaseAddress = api.Anonymous.BaseAddress });

    public ApiHost Api { get; }

    /// <summary>What there is, by the name that paths have for its id.</summary>
    public Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

    public static async Task<Neighbourhood> StartAsync(string workspaceId = ApiHost.WorkspaceId)
    {
        var there = new Neighbourhood(await ApiHost.StartAsync());
        await there.FurnishAsync(workspaceId);
        await there.InviteEverybodyAsync();
        there.Api.Stores.Journal.Clear();
        return there;
    }

    /// <summary>The path of a route, filled with the ids of what there is, in that workspace.</summary>
    public string PathOf(string route, string workspaceId) => "/" + Ids.Aggregate(
        route.Replace("{workspaceId}", workspaceId, StringComparison.Ordinal), (path, id) => path.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    /// <param name="who">One of <see cref="Everybody"/>.</param>
    /// <param name="method">The verb.</param>
    /// <param name="path">As <see cref="PathOf"/> gives it.</param>
    /// <param name="header">What a token is sent in.</param>
    public async Task<HttpResponseMessage> SendAsync(string who, string method, string path, string header = "Authorization")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (_tokens[who] is { } token) request.Headers.Add(header, $"Bearer {token}");
        if (method is not "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        var answering = _client.SendAsync(request);

        // Some wait for what another app does, until their time is over.
        while (await Task.WhenAny(answering, Task.Delay(TimeSpan.FromMilliseconds(500))) != answering) Api.Clock.Advance(TimeSpan.FromSeconds(5));
        return await answering;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Api.DisposeAsync();
    }

    private async Task FurnishAsync(string workspaceId)
    {
        var (key, now) = (workspaceId == ApiHost.WorkspaceId ? ApiHost.Key : ApiHost.ForeignKey, Api.Clock.GetUtcNow());
        Ids["monitorId"] = await CreateAsync(workspaceId, key, "monitors", """{"name":"Planted shop","tags":["planted"],"http":{"url":"https://planted.example.org/"}}""");
        Ids["channelId"] = await CreateAsync(workspaceId, key, "channels", """{"name":"Planted channel","kind":"email","email":{"to":["planted@example.com"]}}""");
        Ids["incidentId"] = await CreateAsync(workspaceId, key, "incidents", """{"title":"Planted incident","message":"Planted."}""");
        Ids["keyId"] = await CreateAsync(workspaceId, key, "keys", """{"name":"Planted key","scope":"read"}""");
        Ids["userId"] = (await JoinAsync("planted-member", workspaceId, Role.Viewer)).UserId;
        var invitation = new Invitation
        {
            Id = Invitation.IdOf(workspaceId, "planted-guest@example.com"),
            WorkspaceId = workspaceId,
            Email = "planted-guest@example.com",
            Role = Role.Viewer,
            TokenHash = InvitationToken.New(workspaceId).Hash,
            InvitedBy = "Ada",
            CreatedAt = now,
            ExpiresAt = now + Invitation.Lifetime,
        };
        await Api.Stores.Invitations.PutAsync(invitation, default);
        Ids["invitationId"] = invitation.Id;
        Ids["slug"] = workspaceId == ApiHost.WorkspaceId ? ApiHost.Slug : "foreign";
        Ids["sessionId"] = Core.Ids.New(Core.Ids.Session);
    }

    private async Task InviteEverybodyAsync()
    {
        var now = Api.Clock.GetUtcNow();
        _tokens["nobody"] = null;
        _tokens["expired key"] = await KeyAsync(Role.Admin, now.AddSeconds(-1));
        _tokens["revoked key"] = ApiKeyToken.New(ApiHost.WorkspaceId).Text;
        _tokens["key to read"] = await KeyAsync(Role.Viewer);
        _tokens["key to write"] = await KeyAsync(Role.Editor);
        _tokens["key to administer"] = await KeyAsync(Role.Admin);
        _tokens["foreign key"] = ApiHost.ForeignKey;
        foreach (var (who, role) in new[] { ("viewer", Role.Viewer), ("editor", Role.Editor), ("admin", Role.Admin), ("owner", Role.Owner) })
            _tokens[who] = (await JoinAsync(who, ApiHost.WorkspaceId, role)).Token;
        _tokens["stranger"] = (await JoinAsync("stranger", ApiHost.ForeignWorkspaceId, Role.Owner)).Token;
    }

    private async Task<string> CreateAsync(string workspaceId, string key, string what, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/workspaces/{workspaceId}/{what}") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", key);
        using var response = await _client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(201, await response.Content.ReadAsStringAsync());
        return (await ApiHost.JsonAsync(response)).GetProperty("id").GetString()!;
    }

    private async Task<string> KeyAsync(Role role, DateTimeOffset? expiresAt = null)
    {
        var (token, now) = (ApiKeyToken.New(ApiHost.WorkspaceId), Api.Clock.GetUtcNow());
        var key = new ApiKey { Id = token.KeyId, WorkspaceId = ApiHost.WorkspaceId, Name = $"To {role}", Role = role, ExpiresAt = expiresAt, CreatedAt = now, LastUsedAt = now };
        (await Api.Stores.Workspaces.TryCreateKeyAsync(key, default)).ShouldBeTrue();
        return token.Text;
    }

    private async Task<(string UserId, string Token)> JoinAsync(string name, string workspaceId, Role role)
    {
        var now = Api.Clock.GetUtcNow();
        var (session, tokens) = Session.Begin(Core.Ids.New(Core.Ids.User), name, new Client("192.0.2.1", null), now);
        var user = new User { Id = session.UserId, Email = $"{name}@example.com", Name = name, PasswordHash = "none", WorkspaceIds = [workspaceId], SessionIds = [session.Id], CreatedAt = now };
        (await Api.Stores.Users.TryCreateAsync(user, default)).ShouldBeTrue();
        (await Api.Stores.Sessions.TryWriteAsync(session, null, default)).ShouldBeTrue();
        (await Api.Stores.Members.TryCreateAsync(new() { WorkspaceId = workspaceId, UserId = user.Id, Role = role, JoinedAt = now }, default)).ShouldBeTrue();
        return (user.Id, tokens.AccessToken);
    }
}
