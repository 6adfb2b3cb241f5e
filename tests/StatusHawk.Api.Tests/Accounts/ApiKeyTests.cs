using System.Net;
using System.Text;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class ApiKeyTests
{
    private const string Somebody = "mon_aaaabbbbccccdddd";

    public static TheoryData<string, string> PrivateRoutes => new()
    {
        { "GET", "monitors" },
        { "POST", "monitors" },
        { "GET", $"monitors/{Somebody}" },
        { "PATCH", $"monitors/{Somebody}" },
        { "DELETE", $"monitors/{Somebody}" },
        { "POST", $"monitors/{Somebody}/pause" },
        { "POST", $"monitors/{Somebody}/resume" },
        { "GET", "status-page" },
        { "PATCH", "status-page" },
    };

    [Theory]
    [MemberData(nameof(PrivateRoutes))]
    public async Task Nothing_private_is_done_without_a_key(string method, string path)
    {
        await using var api = await ApiHost.StartAsync();
        using var request = Request(method, $"{ApiHost.Workspace}/{path}");

        var response = await api.Anonymous.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        api.Stores.Journal.Calls.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PrivateRoutes))]
    public async Task Another_workspace_looks_like_one_that_does_not_exist(string method, string path)
    {
        await using var api = await ApiHost.StartAsync();
        using var foreign = Request(method, $"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/{path}");
        using var missing = Request(method, $"/api/v1/workspaces/ws_nnnnnnnnnnnnnnnn/{path}");

        var answers = new[] { await api.Client.SendAsync(foreign), await api.Client.SendAsync(missing) };

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.NotFound);
        (await answers[0].Content.ReadAsStringAsync()).ShouldBe(await answers[1].Content.ReadAsStringAsync());
        api.Stores.Journal.Calls.ShouldAllBe(c => c == $"Keys.Read {ApiHost.WorkspaceId}" || c == $"Workspaces.Read {ApiHost.WorkspaceId}");
    }

    public static TheoryData<string> WrongKeys => new()
    {
        "", "Bearer", "Bearer ", "Bearer hk_", "Bearer hunter2", $"Basic {ApiHost.Key}", ApiHost.Key, $"Bearer {ApiHost.Key}x",
        $"Bearer {ApiKeyToken.New(ApiHost.WorkspaceId).Text}", $"Bearer {ApiKeyToken.New("ws_nnnnnnnnnnnnnnnn").Text}", $"Bearer {ApiHost.Key.ToUpperInvariant()}",
    };

    [Theory]
    [MemberData(nameof(WrongKeys))]
    public async Task A_wrong_key_is_no_key(string authorization)
    {
        await using var api = await ApiHost.StartAsync();
        using var request = Request("POST", ApiHost.Monitors);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        (await api.Anonymous.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_opens_its_own_workspace_whatever_the_case_of_the_scheme()
    {
        await using var api = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiHost.Monitors);
        request.Headers.TryAddWithoutValidation("Authorization", $"bearer {ApiHost.Key}");

        var response = await api.Anonymous.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"items":[],"next":null}""");
    }

    [Fact]
    public async Task The_key_is_asked_for_before_the_body_is_read()
    {
        await using var api = await ApiHost.StartAsync();

        var answer = await RawRequest.PostAsync(api.Anonymous.BaseAddress!, ApiHost.Monitors, "hk_wrong", Encoding.UTF8.GetBytes(new string('x', 1_000_000)), chunked: false);

        answer.ShouldStartWith("HTTP/1.1 401 ");
    }

    [Fact]
    public async Task Health_and_the_public_page_ask_for_no_key()
    {
        await using var api = await ApiHost.StartAsync();

        var health = await api.Anonymous.GetAsync("/health");

        health.StatusCode.ShouldBe(HttpStatusCode.OK);
        health.Content.Headers.ContentType!.MediaType.ShouldBe("application/health+json");
        (await health.Content.ReadAsStringAsync()).ShouldBe("""{"status":"pass","serviceId":"statushawk-api"}""");
        (await api.Anonymous.GetAsync($"/status/{ApiHost.Slug}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpRequestMessage Request(string method, string path) => new(new HttpMethod(method), path)
    {
        Content = method is "POST" or "PATCH" ? new StringContent("""{"name":"A","http":{"url":"https://a.example.org/"}}""", Encoding.UTF8, "application/json") : null,
    };
}
