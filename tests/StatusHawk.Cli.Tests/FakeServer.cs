using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.Tests;

/// <summary>
/// One workspace in memory behind a real socket, as docs/api.md has it: what is sent is judged by Core's own forms, lists have pages, versions are heeded,
/// a creation's key makes one thing.
/// </summary>
public sealed class FakeServer : IDisposable
{
    public const string Workspace = "ws_aaaabbbbccccdddd";
    public const string Key = "hk_secret-of-a-key";
    private static readonly MonitorRules Rules = new(["asia", "eu", "us"], AllowPrivateTargets: true);
    private static readonly string[] Anonymous = ["accounts", "accounts/verify", "accounts/email-changes/confirm", "password-resets", "password-resets/confirm"];
    private readonly Lock _lock = new();
    private readonly HttpListener _listener = new();
    private readonly Sealer _sealer = new(new SealingOptions { CurrentKeyId = "k", Keys = { ["k"] = Convert.ToBase64String(new byte[32]) } });
    private readonly List<Entry> _monitors = [];
    private readonly List<Entry> _channels = [];
    private readonly Dictionary<string, (int, JsonNode?, string?)> _answered = [];
    private int _number;

    public FakeServer()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    /// <summary>Every request that changes something, in order: <c>PATCH monitors/mon_…</c>.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>The bodies of those.</summary>
    public List<string> Bodies { get; } = [];
    public JsonObject Page { get; } = new() { ["id"] = "page_1", ["title"] = "Shop status", ["slug"] = "shop", ["url"] = "https://status.example.org/status/shop" };
    public JsonArray Incidents { get; } = [];

    /// <summary>Called before each request, with <c>METHOD path</c>; what it returns is answered instead.</summary>
    public Func<string, (int Status, JsonNode? Body)?> Before { get; set; } = _ => null;

    /// <summary>A token that lets a person in beside the key; refreshed tokens replace it.</summary>
    public string? AccessToken { get; set; }
    public string? RefreshToken { get; set; }
    public int Refreshes { get; private set; }

    /// <summary>What was sent to routes of accounts and invitations: <c>accounts/verify {…}</c>.</summary>
    public List<string> Posted { get; } = [];
    public int PageSize { get; set; } = 3;

    public JsonObject Monitor(string key) => View(_monitors.Single(entry => entry.Key == key));

    public IReadOnlyList<JsonObject> Monitors => [.. _monitors.Select(View)];
    public IReadOnlyList<JsonObject> Channels => [.. _channels.Select(View)];

    /// <summary>Somebody else creates a monitor.</summary>
    public string Create(object monitor, string? key = null)
    {
        var body = JsonSerializer.SerializeToNode(monitor)!.AsObject();
        if (key is not null) body["key"] = key;
        lock (_lock) return (string)Write(_monitors, null, body).Item2!["id"]!;
    }

    public void CreateChannel(object channel, string? key = null)
    {
        var body = JsonSerializer.SerializeToNode(channel)!.AsObject();
        if (key is not null) body["key"] = key;
        lock (_lock) Write(_channels, null, body);
    }

    /// <summary>Somebody else changes one.</summary>
    public void Patch(string key, object change)
    {
        lock (_lock) Write(_monitors, _monitors.Single(entry => entry.Key == key), JsonSerializer.SerializeToNode(change)!.AsObject());
    }

    /// <summary>What a probe would send for a secret of a stored monitor.</summary>
    public string? Header(string key, string name)
    {
        var monitor = (Monitor)_monitors.Single(entry => entry.Key == key).Value;
        return monitor.Http?.SealedHeaders?.GetValueOrDefault(name) is { } text ? _sealer.Open(text, monitor.Id) : null;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var text = await reader.ReadToEndAsync();
            var (status, body, etag) = (500, (JsonNode?)Problem(500, "The fake failed."), (string?)null);
            try
            {
                lock (_lock) (status, body, etag) = Answer(context.Request, text);
            }
            catch (Exception e)
            {
                body = Problem(500, e.ToString());
            }

            var bytes = Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "");
            context.Response.StatusCode = status;
            context.Response.ContentType = status >= 400 ? "application/problem+json" : "application/json";
            if (etag is not null) context.Response.AddHeader("ETag", etag);
            if (status == 503) context.Response.AddHeader("Retry-After", "0");
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }

    private (int, JsonNode?, string?) Answer(HttpListenerRequest request, string text)
    {
        var path = request.Url!.AbsolutePath["/api/v1/".Length..].TrimEnd('/');
        var call = $"{request.HttpMethod} {path}";
        if (Before(call) is { } instead) return (instead.Status, instead.Body, null);
        var body = text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
        if (path.StartsWith("sessions", StringComparison.Ordinal) && request.HttpMethod == "POST") return Session(path, body);
        if (Anonymous.Contains(path)) return (path == "accounts/verify" ? 200 : path.EndsWith("confirm", StringComparison.Ordinal) ? 204 : 202, Taken(path, text), null);
        var token = request.Headers["Authorization"]?.Replace("Bearer ", "", StringComparison.Ordinal);
        if (token is null || (token != Key && token != AccessToken)) return (401, Problem(401, "Send a key of the workspace."), null);
        if (path == "invitations/accept" && token == AccessToken) return Invited(path, text);
        if (path == "workspaces") return (200, new JsonObject { ["items"] = new JsonArray(new JsonObject { ["id"] = Workspace, ["name"] = "Acme" }), ["next"] = null }, null);
        var parts = path.Split('/');
        if (parts is not ["workspaces", Workspace, ..]) return (404, Problem(404, "There is nothing here."), null);
        if (request.HttpMethod != "GET")
        {
            Writes.Add($"{request.HttpMethod} {string.Join('/', parts[2..])}");
            Bodies.Add(text);
        }

        if (parts.Length == 2) return (200, new JsonObject { ["id"] = Workspace, ["name"] = "Acme" }, null);
        return parts[2] switch
        {
            "regions" => (200, new JsonObject { ["items"] = new JsonArray([.. Rules.Regions.Select(region => new JsonObject { ["name"] = region })]) }, null),
            "status-page" => PageOf(request, body),
            "monitors" => Things(_monitors, request, parts[3..], body),
            "channels" => Things(_channels, request, parts[3..], body),
            "incidents" when parts.Length == 3 => List([.. Incidents.Select(incident => incident!.DeepClone().AsObject())], request),
            _ => (404, Problem(404, "There is nothing here."), null),
        };
    }

    private JsonObject? Taken(string path, string text)
    {
        Posted.Add($"{path} {text}");
        return path == "accounts/verify" ? new JsonObject { ["id"] = "usr_1", ["email"] = "me@example.org" } : path.EndsWith("confirm", StringComparison.Ordinal) ? null : [];
    }

    private (int, JsonNode?, string?) Invited(string path, string text)
    {
        Posted.Add($"{path} {text}");
        return (200, new JsonObject { ["id"] = Workspace, ["name"] = "Acme", ["role"] = "editor" }, null);
    }

    private (int, JsonNode?, string?) Session(string path, JsonObject body)
    {
        if (path == "sessions" && ((string?)body["password"] != "right" || (string?)body["email"] != "me@example.org")) return (401, Problem(401, "Address, password or code are not right."), null);
        if (path == "sessions/refresh")
        {
            if ((string?)body["refreshToken"] != RefreshToken) return (401, Problem(401, "The session has ended."), null);
            Refreshes++;
        }

        (AccessToken, RefreshToken) = ($"ha_{++_number}", $"hr_{++_number}");
        return (path == "sessions" ? 201 : 200, new JsonObject
        {
            ["accessToken"] = AccessToken,
            ["accessExpiresAt"] = "2026-08-01T12:15:00.000Z",
            ["refreshToken"] = RefreshToken,
            ["refreshExpiresAt"] = "2026-08-08T12:00:00.000Z",
        }, null);
    }

    private (int, JsonNode?, string?) PageOf(HttpListenerRequest request, JsonObject body)
    {
        if (request.HttpMethod == "PATCH") foreach (var (name, value) in body) Page[name] = value?.DeepClone();
        return (200, Page.DeepClone(), "\"page\"");
    }

    private (int, JsonNode?, string?) Things(List<Entry> entries, HttpListenerRequest request, string[] rest, JsonObject body)
    {
        if (rest.Length == 0 && request.HttpMethod == "GET") return List([.. entries.Select(View).Where(view => Matches(view, request))], request);
        if (rest.Length == 0)
        {
            var name = request.Headers["Idempotency-Key"];
            if (name is not null && _answered.TryGetValue(name, out var before)) return before;
            var made = Write(entries, null, body);
            if (name is not null && made.Item1 == 201) _answered[name] = made;
            return made;
        }

        if (entries.SingleOrDefault(entry => entry.Id == rest[0]) is not { } there) return (404, Problem(404, "There is nothing here."), null);
        if (request.Headers["If-Match"] is { } wanted && wanted != there.ETag) return (412, Problem(412, "It has changed.", "urn:statushawk:problem:precondition"), null);
        switch (request.HttpMethod, rest)
        {
            case ("GET", [_]): return (200, View(there), there.ETag);
            case ("PATCH", [_]): return Write(entries, there, body);
            case ("DELETE", [_]):
                entries.Remove(there);
                return (204, null, null);
            case ("POST", [_, "pause"]): return Write(entries, there, new() { ["enabled"] = false });
            case ("POST", [_, "resume"]): return Write(entries, there, new() { ["enabled"] = true });
            case ("POST", [_, "check"]): return (202, null, null);
            default: return (404, Problem(404, "There is nothing here."), null);
        }
    }

    private static bool Matches(JsonObject view, HttpListenerRequest request) =>
        (request.QueryString["key"] is not { } key || (string?)view["key"] == key) && (request.QueryString["verdict"] is not { } verdict || (string?)view["verdict"] == verdict);

    private (int, JsonNode?, string?) List(IReadOnlyList<JsonObject> all, HttpListenerRequest request)
    {
        var from = int.Parse(request.QueryString["cursor"] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var size = Math.Min(PageSize, int.Parse(request.QueryString["limit"] ?? "50", System.Globalization.CultureInfo.InvariantCulture));
        var next = from + size < all.Count ? (from + size).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return (200, new JsonObject { ["items"] = new JsonArray([.. all.Skip(from).Take(size)]), ["next"] = next }, null);
    }

    private (int, JsonNode?, string?) Write(List<Entry> entries, Entry? there, JsonObject body)
    {
        body = body.DeepClone().AsObject();
        var key = body.Remove("key", out var named) ? (string?)named : there?.Key;
        var tags = body.Remove("tags", out var list) ? list as JsonArray : there?.Tags;
        if (key is not null && entries.Any(entry => entry != there && entry.Key == key)) return (409, Problem(409, $"The key {key} is taken.", "urn:statushawk:problem:conflict"), null);
        var errors = new FieldErrors();
        var (id, at) = (there?.Id ?? Ids.New(entries == _monitors ? Ids.Monitor : Ids.Channel), DateTimeOffset.UnixEpoch);
        object? value;
        if (entries == _monitors)
        {
            var stored = there?.Value as Monitor;
            value = MonitorForm.Read(JsonSerializer.SerializeToElement(body), stored, Rules, errors)?.ApplyTo(
                stored ?? new Monitor { Id = id, WorkspaceId = Workspace, Name = "", Kind = default, Regions = [], Shard = "s", CreatedAt = at, UpdatedAt = at }, secret => _sealer.Seal(secret, id));
        }
        else
        {
            value = ChannelForm.Read(JsonSerializer.SerializeToElement(body), there?.Value as Channel, Rules, errors);
            if (value is ChannelInput input)
                value = new Channel
                {
                    Id = id,
                    WorkspaceId = Workspace,
                    Name = input.Name,
                    Kind = input.Kind,
                    Enabled = input.Enabled,
                    CreatedAt = at,
                    UpdatedAt = at,
                    Webhook = input.Kind == ChannelKind.Webhook ? new() { Url = input.Url!, SealedSecret = "sealed" } : null,
                    Email = input.Kind == ChannelKind.Email ? new() { To = input.To! } : null,
                };
        }

        if (value is null)
            return (400, new JsonObject
            {
                ["type"] = "urn:statushawk:problem:invalid-fields",
                ["title"] = "Some fields are not valid",
                ["status"] = 400,
                ["detail"] = "Fields are not valid; nothing was changed.",
                ["errors"] = new JsonArray([.. errors.Items.Select(error => new JsonObject { ["pointer"] = error.Pointer, ["detail"] = error.Detail })]),
            }, null);
        var entry = there ?? new Entry { Id = id };
        (entry.Value, entry.Key, entry.Tags, entry.ETag) = (value, key, tags?.DeepClone().AsArray(), $"\"{++_number}\"");
        if (there is null) entries.Add(entry);
        return (there is null ? 201 : 200, View(entry), entry.ETag);
    }

    private static JsonObject View(Entry entry)
    {
        var view = JsonSerializer.SerializeToNode(entry.Value, StatusHawkJson.Options)!.AsObject();
        foreach (var hidden in new[] { "workspaceId", "shard", "deleted", "formerPlaces", "pauses" }) view.Remove(hidden);
        if (entry.Key is not null) view["key"] = entry.Key;
        if (entry.Value is Channel)
        {
            if (view["webhook"] is JsonObject hook && hook.Remove("sealedSecret")) hook["secret"] = SecretInput.Mask;
            return view;
        }

        view["assertions"] ??= new JsonArray();
        view["tags"] = entry.Tags?.DeepClone() ?? new JsonArray();
        view["verdict"] = (bool)view["enabled"]! ? "unknown" : "paused";
        view["since"] = "2026-08-01T12:00:00.000Z";
        view["votes"] = new JsonObject();
        if (view["http"] is JsonObject http && entry.Value is Monitor { Http: { } target })
        {
            foreach (var hidden in new[] { "sealedHeaders", "sealedBody", "sealedPassword", "user" }) http.Remove(hidden);
            if (target.SealedHeaders is { } headers) http["headers"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)SecretInput.Mask)));
            if (target.SealedBody is not null) http["body"] = SecretInput.Mask;
            if (target.SealedPassword is not null)
                http["auth"] = target.User is { } user ? new JsonObject { ["type"] = "basic", ["user"] = user, ["password"] = SecretInput.Mask } : new JsonObject { ["type"] = "bearer", ["token"] = SecretInput.Mask };
            http["maxRedirects"] ??= HttpTarget.DefaultMaxRedirects;
            http["httpVersion"] ??= "1.1";
            http["ipVersion"] ??= "any";
            http["ignoreCertificateErrors"] ??= false;
        }

        if (view["tcp"] is JsonObject tcp && tcp.Remove("sealedSend")) tcp["send"] = SecretInput.Mask;
        if (view["heartbeat"] is JsonObject heartbeat && heartbeat.Remove("token")) heartbeat["url"] = "https://status.example.org/heartbeat/t";
        return view;
    }

    private static JsonObject Problem(int status, string detail, string type = "about:blank") => new() { ["type"] = type, ["title"] = "Problem", ["status"] = status, ["detail"] = detail };

    private sealed class Entry
    {
        public required string Id { get; init; }
        public object Value { get; set; } = "";
        public string? Key { get; set; }
        public JsonArray? Tags { get; set; }
        public string ETag { get; set; } = "";
    }
}
