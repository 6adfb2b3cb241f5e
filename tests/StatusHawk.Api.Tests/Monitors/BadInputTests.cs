using System.Net;
using System.Text;
using System.Text.Json;

namespace StatusHawk.Api.Tests.Monitors;

public class BadInputTests
{
    private const string Url = "https://shop.example.org/";

    public static TheoryData<string, string[]> WrongBodies => new()
    {
        { "[]", ["#"] },
        { "{}", ["#/name", "#/http"] },
        { $$$"""{"name":"A","http":{"url":"{{{Url}}}"},"colour":"red"}""", ["#/colour"] },
        { $$$"""{"name":"A","http":{"url":"{{{Url}}}"},"intervalSeconds":0}""", ["#/intervalSeconds"] },
        { $$$"""{"name":"A","name":"B","http":{"url":"{{{Url}}}"}}""", ["#/name"] },
        { """{"name":"A","http":{"url":"http://127.0.0.1/"}}""", ["#/http/url"] },
        { """{"name":"A","http":{"url":"http://169.254.169.254/latest"}}""", ["#/http/url"] },
        { """{"name":"A","http":{"url":"http://localhost:8080/"}}""", ["#/http/url"] },
        { """{"name":"A","http":{"url":"http://[::1]/"}}""", ["#/http/url"] },
        { """{"name":"A","http":{"url":"http://0x7f.1/"}}""", ["#/http/url"] },
        {
            """
            {"name":"","kind":"smtp","http":{"url":"ftp://x","method":"BREW","headers":{"Host":"a","A":"b\n"}},"intervalSeconds":"60","timeoutSeconds":61,
             "regions":["eu","moon"],"confirmAfter":11,"quorum":"most","enabled":1,"id":"mon_1","x/y~z":1}
            """,
            [
                "#/name", "#/kind", "#/http/url", "#/http/method", "#/http/headers/Host", "#/http/headers/A", "#/intervalSeconds", "#/timeoutSeconds",
                "#/regions/1", "#/confirmAfter", "#/quorum", "#/enabled", "#/id", "#/x~1y~0z",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public async Task Every_wrong_field_is_named_at_once_and_nothing_is_stored(string body, string[] pointers)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync(ApiHost.Monitors, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await ApiHost.JsonAsync(response);
        problem.GetProperty("status").GetInt32().ShouldBe(400);
        problem.GetProperty("type").GetString().ShouldBe("urn:statushawk:problem:invalid-fields");
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).ShouldBe(pointers, ignoreOrder: true);
        problem.GetProperty("errors").EnumerateArray().ShouldAllBe(e => e.GetProperty("detail").GetString()!.EndsWith('.'));
        NothingHappened(api);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("""{"name":"A"} {"name":"B"}""")]
    [InlineData("""{"name":"A",}""")]
    [InlineData("""[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]""")]
    public async Task A_body_that_is_no_json_is_refused(string body)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync(ApiHost.Monitors, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("type").GetString().ShouldBe("urn:statushawk:problem:not-json");
        NothingHappened(api);
    }

    [Fact]
    public async Task A_body_that_is_no_utf8_is_refused()
    {
        await using var api = await ApiHost.StartAsync();
        using var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xff, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        (await api.Client.PostAsync(ApiHost.Monitors, content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        NothingHappened(api);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_refused(string? type)
    {
        await using var api = await ApiHost.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($$$"""{"name":"A","http":{"url":"{{{Url}}}"}}"""));
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);

        (await api.Client.PostAsync(ApiHost.Monitors, content)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        NothingHappened(api);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_url_of_ten_megabytes_is_too_large_whether_its_length_is_told_or_not(bool told)
    {
        await using var api = await ApiHost.StartAsync();
        var body = Encoding.UTF8.GetBytes($$$"""{"name":"A","http":{"url":"{{{Url}}}{{{new string('a', 10 * 1024 * 1024)}}}"}}""");

        var response = await RawRequest.PostAsync(api.Client.BaseAddress!, ApiHost.Monitors, ApiHost.Key, body, chunked: !told);

        response.ShouldStartWith("HTTP/1.1 413 ");
        response.ShouldContain("application/problem+json");
        NothingHappened(api);
    }

    [Fact]
    public async Task A_url_that_fits_the_body_but_not_the_limit_is_named()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync(ApiHost.Monitors, $$$"""{"name":"A","http":{"url":"{{{Url}}}{{{new string('a', 2048)}}}"}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        NothingHappened(api);
    }

    [Fact]
    public async Task Headers_that_make_the_monitor_larger_than_a_message_may_be_are_refused()
    {
        await using var api = await ApiHost.StartAsync();
        var headers = Enumerable.Range(0, 20).ToDictionary(i => $"X-{i}", _ => new string('a', 2000));

        var response = await api.PostAsync(ApiHost.Monitors, JsonSerializer.Serialize(new { name = "A", http = new { url = Url, headers } }));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe("#/http");
        NothingHappened(api);
    }

    [Fact]
    public async Task A_route_that_does_not_exist_is_not_found()
    {
        await using var api = await ApiHost.StartAsync();

        (await api.Client.GetAsync("/api/v1/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.PutAsync(ApiHost.Monitors, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static void NothingHappened(ApiHost api)
    {
        api.Stores.Journal.Writes.ShouldBeEmpty();
        api.Stores.Queues.Sent.ShouldBeEmpty();
    }
}
