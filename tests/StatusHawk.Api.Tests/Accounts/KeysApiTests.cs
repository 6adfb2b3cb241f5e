using System.Net;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class KeysApiTests
{
    private static readonly string[] Wrong =
    [
        "monitors", "x", "key_", "key_0", "mon_aaaabbbbccccdddd", "shd_aaaabbbbccccdddd", ApiHost.WorkspaceId,
        ApiKeyToken.Parse(ApiHost.ForeignKey)!.KeyId, ApiKeyToken.New(ApiHost.WorkspaceId).KeyId,
    ];

    [Fact]
    public async Task A_key_is_shown_once_and_works_and_only_its_hash_is_stored()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync(Calls.Keys, """{"name":" Deploy ","scope":"write","areas":["pages","monitors","pages"],"expiresAt":"2026-04-01T14:00:00+02:00"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var created = await ApiHost.JsonAsync(response);
        var key = created.GetProperty("key").GetString()!;
        ApiKeyToken.Parse(key)!.WorkspaceId.ShouldBe(ApiHost.WorkspaceId);
        response.Headers.Location!.AbsoluteUri.ShouldBe($"{ApiHost.PublicUrl}{Calls.Keys}/{created.GetProperty("id").GetString()}");
        var shown = await ApiHost.JsonAsync(await api.Client.GetAsync(response.Headers.Location.AbsolutePath));
        shown.GetRawText().ShouldBe(
            $$"""{"id":"{{ApiKeyToken.Parse(key)!.KeyId}}","name":"Deploy","scope":"write","areas":["monitors","pages"]"""
            + $$""","expiresAt":"2026-04-01T12:00:00.000Z","createdAt":"2026-03-01T12:00:00.000Z","hint":"hk_…{{key[^4..]}}"}""");

        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var kept = string.Join('\n', [
            .. api.Stores.Workspaces.Json, .. api.Stores.Audit.Json, .. api.Log.Lines.Select(line => line.Text), await api.Client.GetStringAsync(Calls.Keys),
        ]);
        kept.ShouldNotContain(key);
        kept.ShouldNotContain(key[^32..]);
    }

    [Theory]
    [InlineData("read", 200, 403, 403, 403)]
    [InlineData("write", 200, 201, 403, 403)]
    [InlineData("admin", 200, 201, 200, 403)]
    public async Task A_scope_is_what_a_key_may_do(string scope, int reading, int creating, int changing, int deleting)
    {
        await using var api = await ApiHost.StartAsync();
        var (_, key) = await api.CreateKeyAsync($$"""{"name":"A","scope":"{{scope}}"}""");

        var answers = new[]
        {
            await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors),
            await api.CallAsync(key, HttpMethod.Post, ApiHost.Monitors, """{"name":"Shop","http":{"url":"https://shop.example.org/"}}"""),
            await api.CallAsync(key, HttpMethod.Patch, ApiHost.Workspace, """{"name":"Other"}"""),
            await api.CallAsync(key, HttpMethod.Delete, ApiHost.Workspace, $$"""{"confirm":"{{ApiHost.WorkspaceId}}"}"""),
        };

        answers.Select(answer => (int)answer.StatusCode).ShouldBe([reading, creating, changing, deleting]);
    }

    [Fact]
    public async Task A_key_is_good_for_its_areas_and_no_others()
    {
        await using var api = await ApiHost.StartAsync();
        var (_, key) = await api.CreateKeyAsync("""{"name":"A","scope":"admin","areas":["pages"]}""");

        (await api.CallAsync(key, HttpMethod.Get, $"{ApiHost.Workspace}/status-page")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await api.CallAsync(key, HttpMethod.Get, Calls.Keys)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_works_until_it_expires()
    {
        await using var api = await ApiHost.StartAsync();
        var (_, key) = await api.CreateKeyAsync("""{"name":"A","scope":"read","expiresAt":"2026-03-01T12:00:01Z"}""");

        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_key_works_no_more_from_that_moment_on_and_the_next_revocation_finds_nothing()
    {
        await using var api = await ApiHost.StartAsync();
        var (id, key) = await api.CreateKeyAsync();
        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await api.Client.DeleteAsync($"{Calls.Keys}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await api.Client.GetAsync($"{Calls.Keys}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.DeleteAsync($"{Calls.Keys}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_installations_own_key_is_an_owners_and_is_not_revoked_here()
    {
        await using var api = await ApiHost.StartAsync();
        var own = $"{Calls.Keys}/{ApiKeyToken.Parse(ApiHost.Key)!.KeyId}";

        (await ApiHost.JsonAsync(await api.Client.GetAsync(own))).GetProperty("scope").GetString().ShouldBe("owner");
        (await api.Client.DeleteAsync(own)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await api.Client.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{}""", "#/name #/scope")]
    [InlineData("""{"name":"","scope":"read"}""", "#/name")]
    [InlineData("""{"name":null,"scope":null}""", "#/name #/scope")]
    [InlineData("""{"name":"a\u0007","scope":"read"}""", "#/name")]
    [InlineData("""{"name":"a","scope":"owner"}""", "#/scope")]
    [InlineData("""{"name":"a","scope":"Read"}""", "#/scope")]
    [InlineData("""{"name":"a","scope":"read","areas":[]}""", "#/areas")]
    [InlineData("""{"name":"a","scope":"read","areas":"monitors"}""", "#/areas")]
    [InlineData("""{"name":"a","scope":"read","areas":["monitors","x","Pages"]}""", "#/areas/1 #/areas/2")]
    [InlineData("""{"name":"a","scope":"read","expiresAt":"2026-03-01T12:00:00Z"}""", "#/expiresAt")]
    [InlineData("""{"name":"a","scope":"read","expiresAt":"2026-04-01T12:00:00"}""", "#/expiresAt")]
    [InlineData("""{"name":"a","scope":"read","expiresAt":"tomorrow"}""", "#/expiresAt")]
    [InlineData("""{"name":"a","scope":"read","expiresAt":7}""", "#/expiresAt")]
    [InlineData("""{"name":"a","scope":"read","key":"hk_x"}""", "#/key")]
    [InlineData("""{"name":"a","scope":"read","colour":1}""", "#/colour")]
    [InlineData("""[]""", "#")]
    public async Task What_is_wrong_is_named_and_nothing_is_written(string body, string pointers)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync(Calls.Keys, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        string.Join(' ', (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString())).ShouldBe(pointers);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"b","scope":"admin","areas":["workspace","monitors"],"expiresAt":"2026-04-01T12:00:00Z"}""", 201)]
    [InlineData("""{"name":"b","scope":"read","areas":["monitors"],"expiresAt":"2026-03-02T12:00:00Z"}""", 201)]
    [InlineData("""{"name":"b","scope":"read","areas":["monitors","pages"],"expiresAt":"2026-04-01T12:00:00Z"}""", 403)]
    [InlineData("""{"name":"b","scope":"read","expiresAt":"2026-04-01T12:00:00Z"}""", 403)]
    [InlineData("""{"name":"b","scope":"read","areas":["monitors"],"expiresAt":"2026-04-01T12:00:01Z"}""", 403)]
    [InlineData("""{"name":"b","scope":"read","areas":["monitors"]}""", 403)]
    public async Task A_key_makes_none_that_may_do_more_than_itself(string body, int status)
    {
        await using var api = await ApiHost.StartAsync();
        var (_, key) = await api.CreateKeyAsync("""{"name":"a","scope":"admin","areas":["monitors","workspace"],"expiresAt":"2026-04-01T12:00:00Z"}""");
        var before = api.Stores.Workspaces.Json.Count;

        ((int)(await api.CallAsync(key, HttpMethod.Post, Calls.Keys, body)).StatusCode).ShouldBe(status);

        api.Stores.Workspaces.Json.Count.ShouldBe(status == 201 ? before + 1 : before);
    }

    [Fact]
    public async Task What_is_no_key_of_the_workspace_is_not_there()
    {
        await using var api = await ApiHost.StartAsync();
        foreach (var id in Wrong)
        {
            (await api.Client.GetAsync($"{Calls.Keys}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await api.Client.DeleteAsync($"{Calls.Keys}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await api.CallAsync(ApiHost.ForeignKey, HttpMethod.Get, ApiHost.Monitors.Replace(ApiHost.WorkspaceId, ApiHost.ForeignWorkspaceId))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_are_listed_page_by_page_oldest_first()
    {
        await using var api = await ApiHost.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            api.Clock.Advance(TimeSpan.FromSeconds(1));
            await api.CreateKeyAsync($$"""{"name":"Key {{i}}","scope":"read"}""");
        }

        var first = await ApiHost.JsonAsync(await api.Client.GetAsync($"{Calls.Keys}?limit=3"));
        var second = await ApiHost.JsonAsync(await api.Client.GetAsync($"{Calls.Keys}?limit=3&cursor={first.GetProperty("next").GetString()}"));

        first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(key => key.GetProperty("name").GetString())
            .ShouldBe(["Test", "Key 0", "Key 1", "Key 2", "Key 3"]);
        second.GetProperty("next").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await api.Client.GetAsync($"{Calls.Keys}?cursor=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
