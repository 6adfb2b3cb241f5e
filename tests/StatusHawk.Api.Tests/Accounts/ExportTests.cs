using System.Net;
using System.Text.Json;
using StatusHawk.Api.Accounts;
using StatusHawk.Api.Accounts.Members;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Tests.Accounts;

public class ExportTests
{
    private const string Secret = "planted-s3cret";

    [Fact]
    public async Task Everything_is_in_it_and_no_secret_is()
    {
        await using var api = await ApiHost.StartAsync();
        var lee = await (await Person.WithAccountAsync(api, "lee@example.com")).JoinAsync(ApiHost.WorkspaceId, Role.Editor);
        var workspace = (await api.Stores.Workspaces.ReadAsync(ApiHost.WorkspaceId, default))!;
        await api.Service<InviteMember>().RunAsync(workspace, lee.Caller, Role.Admin, Person.Json(new { email = "ann@example.com", role = "viewer" }), new(), default);
        var shop = await api.CreateAsync(
            $$$"""
            {"name":"Shop",
             "http":{"url":"https://shop.example.org/","headers":{"X-Key":"{{{Secret}}}"},"auth":{"type":"bearer","token":"{{{Secret}}}"},"body":"{{{Secret}}}","method":"POST"}}
            """);
        var job = await api.CreateAsync("""{"name":"Job","kind":"heartbeat","heartbeat":{"periodSeconds":60}}""");
        await CreateAsync(api, "channels", $$$"""{"name":"On call","kind":"webhook","webhook":{"url":"https://hooks.example.org/services/{{{Secret}}}"}}""");
        await CreateAsync(api, "channels", """{"name":"Team","kind":"email","email":{"to":["team@example.org"]}}""");
        for (var i = 0; i < 3; i++) await CreateAsync(api, "incidents", $$"""{"title":"Slow {{i}}","message":"We look into it."}""");
        await api.Stores.Uptime.TryAddAsync(Day(shop.GetProperty("id").GetString()!), default);

        using var response = await api.Client.GetAsync($"{ApiHost.Workspace}/export");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        response.Content.Headers.ContentDisposition!.ToString().ShouldBe($"attachment; filename=\"{ApiHost.WorkspaceId}.json\"");
        var text = await response.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text);
        var export = document.RootElement;
        export.EnumerateObject().Select(field => field.Name).ShouldBe(
            ["format", "version", "exportedAt", "workspace", "members", "invitations", "keys", "channels", "statusPages", "monitors", "incidents", "uptime"]);
        export.GetProperty("workspace").GetProperty("id").GetString().ShouldBe(ApiHost.WorkspaceId);
        Names(export, "members", "email").ShouldBe(["lee@example.com"]);
        Names(export, "invitations", "email").ShouldBe(["ann@example.com"]);
        Names(export, "keys", "name").ShouldBe(["Test"]);
        Names(export, "keys", "scope").ShouldBe(["owner"]);
        Names(export, "channels", "name").ShouldBe(["On call", "Team"], ignoreOrder: true);
        Names(export, "statusPages", "slug").ShouldBe([ApiHost.Slug]);
        Names(export, "monitors", "name").ShouldBe(["Shop", "Job"], ignoreOrder: true);
        Names(export, "incidents", "title").Order().ShouldBe(["Slow 0", "Slow 1", "Slow 2"]);
        export.GetProperty("incidents")[0].GetProperty("timeline").GetArrayLength().ShouldBe(1);
        export.GetProperty("uptime").EnumerateArray().Single(each => each.GetProperty("monitorId").GetString() == shop.GetProperty("id").GetString())
            .GetProperty("days").GetRawText().ShouldStartWith("""[{"day":"2026-02-27","uptime":1,""");

        text.ShouldNotContain(Secret);
        text.ShouldContain("\"https://hooks.example.org/•••\"");
        text.ShouldNotContain(job.GetProperty("heartbeat").GetProperty("url").GetString()!.Split('/')[^1]);
        text.ShouldNotContain(ApiHost.Key);
        text.ShouldNotContain("sealed", Case.Insensitive);
        text.ShouldNotContain("hash", Case.Insensitive);
        text.ShouldNotContain("verdict");
        text.ShouldNotContain(ApiHost.ForeignWorkspaceId);
    }

    [Fact]
    public async Task A_large_one_leaves_in_pieces()
    {
        await using var api = await ApiHost.StartAsync();
        for (var i = 0; i < 40; i++) await CreateAsync(api, "incidents", $$"""{"title":"Slow {{i}}","message":"{{new string('m', 4_000)}}"}""");
        var pieces = new Pieces();

        await api.Service<ExportWorkspace>().WriteAsync((await api.Stores.Workspaces.ReadAsync(ApiHost.WorkspaceId, default))!, Role.Owner, pieces, default);

        pieces.Count.ShouldBeGreaterThan(3);
        pieces.Largest.ShouldBeLessThan(64 * 1024);
        using var whole = JsonDocument.Parse(pieces.ToArray());
        whole.RootElement.GetProperty("incidents").GetArrayLength().ShouldBe(40);
    }

    [Fact]
    public async Task One_that_cannot_be_read_to_its_end_does_not_look_whole()
    {
        await using var api = await ApiHost.StartAsync();
        for (var i = 0; i < 40; i++) await CreateAsync(api, "incidents", $$"""{"title":"Slow {{i}}","message":"{{new string('m', 4_000)}}"}""");
        await api.CreateAsync();
        api.Stores.Journal.Before = call =>
            call.StartsWith("Uptime", StringComparison.Ordinal) ? throw new StoreUnavailableException("The test took it away.") : Task.CompletedTask;

        await Should.ThrowAsync<HttpRequestException>(async () =>
        {
            using var response = await api.Client.GetAsync($"{ApiHost.Workspace}/export");
            if (response.StatusCode != HttpStatusCode.OK) throw new HttpRequestException("It was refused.");
        });
    }

    [Fact]
    public async Task It_takes_an_admin_of_this_workspace()
    {
        await using var api = await ApiHost.StartAsync();
        var viewer = ApiKeyToken.New(ApiHost.WorkspaceId);
        await api.Stores.Workspaces.TryCreateKeyAsync(
            new() { Id = viewer.KeyId, WorkspaceId = ApiHost.WorkspaceId, Name = "Viewer", Role = Role.Editor, CreatedAt = api.Clock.GetUtcNow() }, default);
        using var weak = new HttpRequestMessage(HttpMethod.Get, $"{ApiHost.Workspace}/export") { Headers = { Authorization = new("Bearer", viewer.Text) } };

        (await api.Anonymous.SendAsync(weak)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await api.Client.GetAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/export")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Anonymous.GetAsync($"{ApiHost.Workspace}/export")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string[] Names(JsonElement export, string list, string field) =>
        [.. export.GetProperty(list).EnumerateArray().Select(each => each.GetProperty(field).GetString()!)];

    private static async Task CreateAsync(ApiHost api, string what, string json) =>
        (await api.PostAsync($"{ApiHost.Workspace}/{what}", json)).EnsureSuccessStatusCode();

    private static UptimeRow Day(string monitorId) => UptimeRow.Of(
        new RollUp
        {
            MonitorId = monitorId,
            WorkspaceId = ApiHost.WorkspaceId,
            Span = RollUpSpan.Day,
            From = Slot.Of(new DateTimeOffset(2026, 2, 27, 0, 0, 0, TimeSpan.Zero)),
            To = Slot.Of(new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero)),
            Time = new VerdictTime { Up = 86_400 },
            Regions = new Dictionary<string, RegionCounts>(),
        },
        0,
        new DateTimeOffset(2026, 3, 1, 2, 0, 0, TimeSpan.Zero));

    private sealed class Pieces : MemoryStream
    {
        public int Count { get; private set; }
        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            (Count, Largest) = (Count + 1, Math.Max(Largest, buffer.Length));
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
