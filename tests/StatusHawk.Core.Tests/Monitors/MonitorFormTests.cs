using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Tests.Monitors;

public class MonitorFormTests
{
    private static readonly MonitorRules Rules = new(["asia", "eu", "us"], AllowPrivateTargets: false);

    public static TheoryData<string, string> Fields => new()
    {
        { "\"name\":\"x\"", "" },
        { "\"name\":\"\"", "#/name" },
        { "\"name\":\"   \"", "#/name" },
        { $"\"name\":\"{new string('a', 100)}\"", "" },
        { $"\"name\":\"{new string('a', 101)}\"", "#/name" },
        { "\"name\":\"a\\u0007b\"", "#/name" },
        { "\"name\":\"a\\u0085b\"", "#/name" },
        { "\"kind\":\"http\"", "" },
        { "\"kind\":\"smtp\"", "#/kind" },
        { "\"intervalSeconds\":10", "" },
        { "\"intervalSeconds\":9", "#/intervalSeconds" },
        { "\"intervalSeconds\":0", "#/intervalSeconds" },
        { "\"intervalSeconds\":-1", "#/intervalSeconds" },
        { "\"intervalSeconds\":86400", "" },
        { "\"intervalSeconds\":86401", "#/intervalSeconds" },
        { "\"intervalSeconds\":99999999999", "#/intervalSeconds" },
        { "\"confirmAfter\":10,\"intervalSeconds\":43200", "" },
        { "\"confirmAfter\":10,\"intervalSeconds\":43201", "#/confirmAfter" },
        { "\"confirmAfter\":3,\"intervalSeconds\":86400", "" },
        { "\"confirmAfter\":4,\"intervalSeconds\":86400", "#/confirmAfter" },
        { "\"timeoutSeconds\":1", "" },
        { "\"timeoutSeconds\":0", "#/timeoutSeconds" },
        { "\"timeoutSeconds\":60", "" },
        { "\"timeoutSeconds\":61", "#/timeoutSeconds" },
        { "\"timeoutSeconds\":11,\"intervalSeconds\":10", "#/timeoutSeconds" },
        { "\"timeoutSeconds\":10,\"intervalSeconds\":10", "" },
        { "\"timeoutSeconds\":99,\"intervalSeconds\":10", "#/timeoutSeconds" },
        { "\"timeoutSeconds\":30,\"intervalSeconds\":1", "#/intervalSeconds" },
        { "\"regions\":[\"eu\"]", "" },
        { "\"regions\":[]", "#/regions" },
        { "\"regions\":[\"eu\",\"moon\",\"mars\"]", "#/regions/1 #/regions/2" },
        { "\"regions\":[\"EU\"]", "#/regions/0" },
        { "\"confirmAfter\":10", "" },
        { "\"confirmAfter\":0", "#/confirmAfter" },
        { "\"confirmAfter\":11", "#/confirmAfter" },
        { "\"quorum\":\"1%\"", "" },
        { "\"quorum\":\"100%\"", "" },
        { "\"quorum\":\"0%\"", "#/quorum" },
        { "\"quorum\":\"101%\"", "#/quorum" },
        { "\"quorum\":\"Any\"", "#/quorum" },
        { "\"quorum\":2", "#/quorum" },
        { "\"enabled\":false", "" },
        { "\"enabled\":null", "#/enabled" },
        { "\"createdAt\":\"2026-01-01T00:00:00Z\"", "#/createdAt" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_is_within_its_limits_or_named(string field, string pointers)
    {
        var rest = field.StartsWith("\"name\"", StringComparison.Ordinal) ? "" : "\"name\":\"x\",";
        Pointers($$$"""{{{{rest}}}"http":{"url":"https://a.example.org/"},{{{field}}}}""").ShouldBe(pointers);
    }

    public static TheoryData<string, string> Targets => new()
    {
        { """{"url":"https://a.example.org/"}""", "" },
        { """{"url":"HTTP://a.example.org:8080/x?y=%20#z"}""", "" },
        { """{"url":"https://müller.example.org/"}""", "" },
        { """{"url":"https://93.184.216.34/"}""", "" },
        { """{}""", "#/http/url" },
        { """[]""", "#/http" },
        { """{"url":"/relative"}""", "#/http/url" },
        { """{"url":"a.example.org"}""", "#/http/url" },
        { """{"url":"ftp://a.example.org/"}""", "#/http/url" },
        { """{"url":"file:///etc/passwd"}""", "#/http/url" },
        { """{"url":"https://"}""", "#/http/url" },
        { """{"url":"http:///a"}""", "#/http/url" },
        { """{"url":"https://u@a.example.org/"}""", "#/http/url" },
        { """{"url":"https://u:p@a.example.org/"}""", "#/http/url" },
        { """{"url":"https://a.example.org:0/"}""", "#/http/url" },
        { """{"url":"https://a.example.org:99999/"}""", "#/http/url" },
        { """{"url":" https://a.example.org/"}""", "#/http/url" },
        { """{"url":"https://a.example.org/a b"}""", "#/http/url" },
        { """{"url":"https://a.example.org/\r\nX: y"}""", "#/http/url" },
        { """{"url":"https:\\a.example.org"}""", "#/http/url" },
        { """{"url":"http://10.0.0.1/"}""", "#/http/url" },
        { """{"url":"http://127.1/"}""", "#/http/url" },
        { """{"url":"http://2130706433/"}""", "#/http/url" },
        { """{"url":"http://[::ffff:127.0.0.1]/"}""", "#/http/url" },
        { """{"url":"http://localhost./"}""", "#/http/url" },
        { """{"url":"http://intranet/"}""", "#/http/url" },
        { """{"url":"https://a.example.org/","method":"options"}""", "" },
        { """{"url":"https://a.example.org/","method":"CONNECT"}""", "#/http/method" },
        { """{"url":"https://a.example.org/","method":""}""", "#/http/method" },
        { """{"url":"https://a.example.org/","body":"x"}""", "#/http/body" },
        { """{"url":"https://a.example.org/","headers":{"A":"","X-B":"tab\there"}}""", "" },
        { """{"url":"https://a.example.org/","headers":{"A b":"x"}}""", "#/http/headers/A%20b" },
        { """{"url":"https://a.example.org/","headers":{"":"x"}}""", "#/http/headers/" },
        { """{"url":"https://a.example.org/","headers":{"A:":"x"}}""", "#/http/headers/A%3A" },
        { """{"url":"https://a.example.org/","headers":{"A":"x\ny"}}""", "#/http/headers/A" },
        { """{"url":"https://a.example.org/","headers":{"A":"x\u0000y"}}""", "#/http/headers/A" },
        { """{"url":"https://a.example.org/","headers":{"A":"ä"}}""", "#/http/headers/A" },
        { """{"url":"https://a.example.org/","headers":{"A":7}}""", "#/http/headers/A" },
        { """{"url":"https://a.example.org/","headers":{"A":"x","a":"y"}}""", "#/http/headers/a" },
        { """{"url":"https://a.example.org/","headers":{"host":"x","CONTENT-LENGTH":"1","Transfer-Encoding":"chunked","connection":"close"}}""", "#/http/headers/host #/http/headers/CONTENT-LENGTH #/http/headers/Transfer-Encoding #/http/headers/connection" },
        { """{"url":"https://a.example.org/","headers":{"A":"•••"}}""", "#/http/headers/A" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_is_what_may_be_checked_or_named(string http, string pointers) => Pointers($$"""{"name":"x","http":{{http}}}""").ShouldBe(pointers);

    [Fact]
    public void A_url_has_its_limit()
    {
        const string Start = "https://a.example.org/";
        Pointers($$$"""{"name":"x","http":{"url":"{{{Start + new string('a', 2048 - Start.Length)}}}"}}""").ShouldBe("");
        Pointers($$$"""{"name":"x","http":{"url":"{{{Start + new string('a', 2049 - Start.Length)}}}"}}""").ShouldBe("#/http/url");
    }

    [Theory]
    [InlineData(20, 1, 1, "")]
    [InlineData(21, 1, 1, "#/http/headers")]
    [InlineData(1, 100, 2000, "")]
    [InlineData(1, 1, 2001, "#/http/headers/a0")]
    public void Headers_have_their_limits(int count, int name, int value, string pointers)
    {
        var headers = Enumerable.Range(0, count).ToDictionary(i => name == 100 ? new string('a', 100) : $"a{i}", _ => new string('v', value));
        Pointers(JsonSerializer.Serialize(new { name = "x", http = new { url = "https://a.example.org/", headers } })).ShouldBe(pointers);
    }

    [Fact]
    public void A_private_address_is_fine_where_the_installation_allows_it()
    {
        var errors = new FieldErrors();
        using var body = JsonDocument.Parse("""{"name":"x","http":{"url":"http://127.0.0.1:8080/"}}""");

        MonitorForm.Read(body.RootElement, null, Rules with { AllowPrivateTargets = true }, errors).ShouldNotBeNull();
    }

    [Fact]
    public void A_secret_does_not_reach_a_log_by_accident()
    {
        var errors = new FieldErrors();
        using var body = JsonDocument.Parse("""{"name":"x","http":{"url":"https://a.example.org/","headers":{"A":"open-sesame"}}}""");

        var input = MonitorForm.Read(body.RootElement, null, Rules, errors)!;

        input.ToString().ShouldNotContain("open-sesame");
        input.Http!.Headers["A"].ToString().ShouldNotContain("open-sesame");
    }

    [Fact]
    public void A_monitor_keeps_a_region_that_the_installation_has_no_more_until_its_regions_are_named()
    {
        var stored = new Monitor
        {
            Id = Ids.New(Ids.Monitor),
            WorkspaceId = "ws_aaaabbbbccccdddd",
            Name = "x",
            Kind = MonitorKind.Http,
            Http = new() { Url = "https://a.example.org/" },
            Regions = ["eu", "mars"],
            Shard = "shd_1",
            CreatedAt = default,
            UpdatedAt = default,
        };
        var errors = new FieldErrors();
        using var body = JsonDocument.Parse("""{"name":"y"}""");

        MonitorForm.Read(body.RootElement, stored, Rules, errors)!.Regions.ShouldBe(["eu", "mars"]);
    }

    private static string Pointers(string json)
    {
        var errors = new FieldErrors();
        using var body = JsonDocument.Parse(json);
        var input = MonitorForm.Read(body.RootElement, null, Rules, errors);
        (input is null).ShouldBe(errors.Any);
        return string.Join(' ', errors.Items.Select(e => e.Pointer));
    }
}
