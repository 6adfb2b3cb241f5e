using System.Net;
using System.Text;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Tests.Http;

public class IfMatchTests
{
    private static readonly (string What, string Create, string Patch)[] Kinds =
    [
        ("monitors", """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""", """{"name":"Other"}"""),
        ("channels", """{"name":"Team","kind":"email","email":{"to":["a@example.org"]}}""", """{"name":"Other"}"""),
    ];

    public static TheoryData<string> Made => ["monitors", "channels"];
    public static TheoryData<string> Single => ["", "/status-page"];

    [Theory]
    [MemberData(nameof(Made))]
    public async Task Whoever_creates_reads_or_changes_is_told_the_same_version_until_something_changes(string kind)
    {
        await using var api = await ApiHost.StartAsync();
        var (path, created) = await CreateAsync(api, kind);
        var read = await api.Client.GetAsync(path);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var changed = await SendAsync(api, HttpMethod.Patch, path, PatchOf(kind));
        var same = await SendAsync(api, HttpMethod.Patch, path, PatchOf(kind));

        ETag(read).ShouldBe(ETag(created));
        ETag(changed).ShouldNotBe(ETag(created));
        ETag(await api.Client.GetAsync(path)).ShouldBe(ETag(kind == "monitors" ? same : changed));
    }

    [Theory]
    [MemberData(nameof(Made))]
    public async Task What_others_changed_meanwhile_is_neither_changed_nor_deleted(string kind)
    {
        await using var api = await ApiHost.StartAsync();
        var (path, created) = await CreateAsync(api, kind);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(api, HttpMethod.Patch, path, PatchOf(kind));
        var before = await api.Client.GetStringAsync(path);
        api.Stores.Journal.Clear();

        foreach (var (method, body) in new[] { (HttpMethod.Patch, """{"name":"Third"}"""), (HttpMethod.Delete, "") })
        {
            var refused = await SendAsync(api, method, path, body, ETag(created));
            refused.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
            (await ApiHost.JsonAsync(refused)).GetProperty("type").GetString().ShouldBe("urn:statushawk:problem:precondition");
        }

        (await api.Client.GetStringAsync(path)).ShouldBe(before);
        api.Stores.Journal.Writes.ShouldBeEmpty();
        (await SendAsync(api, HttpMethod.Delete, path, "", ETag(await api.Client.GetAsync(path)))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [MemberData(nameof(Single))]
    public async Task The_workspace_and_its_page_have_versions_too(string path)
    {
        await using var api = await ApiHost.StartAsync();
        var first = ETag(await api.Client.GetAsync(ApiHost.Workspace + path));
        var patch = path.Length == 0 ? """{"name":"Other"}""" : """{"title":"Other"}""";

        var second = ETag(await SendAsync(api, HttpMethod.Patch, ApiHost.Workspace + path, patch, first));

        second.ShouldNotBe(first);
        (await SendAsync(api, HttpMethod.Patch, ApiHost.Workspace + path, patch, first)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await SendAsync(api, HttpMethod.Patch, ApiHost.Workspace + path, patch, second)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_workspace_of_another_version_is_not_deleted()
    {
        await using var api = await ApiHost.StartAsync();

        (await SendAsync(api, HttpMethod.Delete, ApiHost.Workspace, $$"""{"confirm":"{{ApiHost.WorkspaceId}}"}""", "\"other\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);

        (await api.Client.GetAsync(ApiHost.Workspace)).StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_incident_is_updated_only_as_it_was_read()
    {
        await using var api = await ApiHost.StartAsync();
        var path = $"{ApiHost.Workspace}/incidents";
        var created = await api.PostAsync(path, """{"title":"Slow","message":"We look into it."}""");
        path += "/" + (await ApiHost.JsonAsync(created)).GetProperty("id").GetString();

        var updated = await SendAsync(api, HttpMethod.Post, path + "/updates", """{"message":"Found."}""", ETag(created));

        updated.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(api, HttpMethod.Post, path + "/resolve", "{}", ETag(created))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        ETag(await api.Client.GetAsync(path)).ShouldBe(ETag(updated));
        api.Stores.Incidents.All.Single().Status.ShouldBe(IncidentStatus.Investigating);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("\"other\", {0}", true)]
    [InlineData("{0}", true)]
    [InlineData("W/{0}", false)]
    [InlineData("\"other\"", false)]
    public async Task Any_version_of_a_list_and_a_star_match_and_a_weak_one_never_does(string header, bool matches)
    {
        await using var api = await ApiHost.StartAsync();
        var (path, created) = await CreateAsync(api, "monitors");

        var answer = await SendAsync(api, HttpMethod.Post, path + "/pause", "", header.Replace("{0}", ETag(created), StringComparison.Ordinal));

        answer.StatusCode.ShouldBe(matches ? HttpStatusCode.OK : HttpStatusCode.PreconditionFailed);
        api.Stores.Monitors.All.Single().Enabled.ShouldBe(!matches);
    }

    [Fact]
    public async Task What_is_no_list_of_versions_is_refused()
    {
        await using var api = await ApiHost.StartAsync();
        var (path, _) = await CreateAsync(api, "monitors");

        (await SendAsync(api, HttpMethod.Post, path + "/pause", "", "no quotes")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        api.Stores.Monitors.All.Single().Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_verdict_is_no_new_version()
    {
        await using var api = await ApiHost.StartAsync();
        var (path, created) = await CreateAsync(api, "monitors");

        await api.JudgeAsync(path.Split('/')[^1], Verdict.Down, api.Clock.GetUtcNow());

        ETag(await api.Client.GetAsync(path)).ShouldBe(ETag(created));
    }

    [Fact]
    public async Task Of_many_who_read_the_same_version_one_changes_it()
    {
        await using var api = await ApiHost.StartAsync();
        var (path, created) = await CreateAsync(api, "monitors");

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => SendAsync(api, HttpMethod.Patch, path, $$"""{"name":"Name {{i}}"}""", ETag(created))));

        var winner = answers.Where(answer => answer.StatusCode == HttpStatusCode.OK).ShouldHaveSingleItem();
        answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed).ShouldBe(31);
        api.Stores.Monitors.All.Single().Name.ShouldBe((await ApiHost.JsonAsync(winner)).GetProperty("name").GetString());
    }

    private static string PatchOf(string kind) => Kinds.Single(it => it.What == kind).Patch;

    private static async Task<(string Path, HttpResponseMessage Created)> CreateAsync(ApiHost api, string kind)
    {
        var created = await api.PostAsync($"{ApiHost.Workspace}/{kind}", Kinds.Single(it => it.What == kind).Create);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        return ($"{ApiHost.Workspace}/{kind}/{(await ApiHost.JsonAsync(created)).GetProperty("id").GetString()}", created);
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiHost api, HttpMethod method, string path, string body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch).ShouldBeTrue();
        return await api.Client.SendAsync(request);
    }

    private static string ETag(HttpResponseMessage answer) => answer.Headers.GetValues("ETag").ShouldHaveSingleItem();
}
