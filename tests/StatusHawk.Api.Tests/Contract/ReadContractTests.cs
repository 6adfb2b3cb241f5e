using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatusHawk.Api.Http.Contract;

namespace StatusHawk.Api.Tests.Contract;

public sealed class ReadContractTests
{
    [Fact]
    public async Task It_is_served_to_everyone_from_everywhere_and_may_be_kept()
    {
        await using var api = await ApiHost.StartAsync();

        using var first = await api.Anonymous.GetAsync("/api/openapi.json");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/openapi.json") { Headers = { { "If-None-Match", first.Headers.ETag!.ToString() } } };
        using var second = await api.Anonymous.SendAsync(request);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        first.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        (await ApiHost.JsonAsync(first)).GetProperty("openapi").GetString().ShouldBe("3.1.0");
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        api.Stores.Journal.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_shows_every_operation_and_schema_without_script_and_links_to_nothing_that_is_not_there()
    {
        await using var api = await ApiHost.StartAsync();

        using var answer = await api.Anonymous.GetAsync("/api/docs");
        var page = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'sha256-");
        page.ShouldNotContain("<script", Case.Insensitive);
        foreach (var operation in ApiContract.Current.Operations) page.ShouldContain($"<section id=\"{operation.Id}\">");
        var ids = Regex.Matches(page, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
        Regex.Matches(page, "href=\"#([^\"]+)\"").Select(match => match.Groups[1].Value).Except(ids).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_contract_says_is_text_in_the_page()
    {
        var contract = JsonNode.Parse("""
            {"info":{"title":"<b>","description":"`<i>` **<u>**"},"tags":[{"name":"T","description":"<s>"}],"components":{"schemas":{"A":{"type":"string","pattern":"<em>"}}},
             "paths":{"/<p>":{"get":{"operationId":"X","tags":["T"],"summary":"<q>","responses":{"200":{"description":"<x>"}}}}}}
            """)!.AsObject();

        var page = ContractPage.Render(contract);

        foreach (var tag in new[] { "<b>", "<i>", "<u>", "<s>", "<em>", "<q>", "<x>", "/<p>" }) page.ShouldNotContain(tag);
        page.ShouldContain("<code>&lt;i&gt;</code> <strong>&lt;u&gt;</strong>");
    }
}
