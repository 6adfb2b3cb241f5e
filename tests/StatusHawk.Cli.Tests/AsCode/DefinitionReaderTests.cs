using StatusHawk.Cli.AsCode;

namespace StatusHawk.Cli.Tests.AsCode;

public sealed class DefinitionReaderTests
{
    [Fact]
    public void Reads_the_short_forms()
    {
        var definition = Read("""
            version: 1
            x-slow: &slow {interval: 5m, timeout: 30s}
            monitors:
              site: https://example.org
              api:
                name: The API
                http: {url: "https://example.org/api", httpVersion: 2, headers: {X-Id: 42}}
                degradedAfter: 800ms
                <<: *slow
              db: {tcp: "db.example.org:5432"}
              six: {tcp: "[2001:db8::1]:22"}
              gw: {ping: gw.example.org}
              mx: {dns: {name: example.org, recordType: MX}}
              cert: {tls: "example.org:8443"}
              backup: {heartbeat: {period: 1d, grace: 30m}}
            channels:
              team: {email: team@example.org}
              hook: {webhook: "https://hooks.example.org/x"}
            page: {title: Shop}
            """);

        var monitors = definition.Monitors!;
        ((string)monitors["site"]["http"]!["url"]!).ShouldBe("https://example.org");
        ((string)monitors["api"]["http"]!["httpVersion"]!).ShouldBe("2");
        ((string)monitors["api"]["http"]!["headers"]!["X-Id"]!).ShouldBe("42");
        ((long)monitors["api"]["intervalSeconds"]!).ShouldBe(300);
        ((long)monitors["api"]["degradedAfterMilliseconds"]!).ShouldBe(800);
        ((int)monitors["db"]["tcp"]!["port"]!).ShouldBe(5432);
        ((string)monitors["six"]["tcp"]!["host"]!).ShouldBe("2001:db8::1");
        ((int)monitors["cert"]["tls"]!["port"]!).ShouldBe(8443);
        ((long)monitors["backup"]["heartbeat"]!["graceSeconds"]!).ShouldBe(1800);
        ((string)definition.Channels!["team"]["email"]!["to"]![0]!).ShouldBe("team@example.org");
        ((string)definition.Page!["title"]!).ShouldBe("Shop");
    }

    [Fact]
    public void A_key_may_be_the_name_of_a_field()
    {
        var monitors = Read("version: 1\nmonitors: {host: {ping: gw.example.org, enabled: false, confirmAfter: 2}, regions: {http: 'https://example.org', name: 42}}").Monitors!;

        ((bool)monitors["host"]["enabled"]!).ShouldBeFalse();
        ((string)monitors["regions"]["name"]!).ShouldBe("42");
    }

    [Fact]
    public void Says_all_that_is_wrong_with_its_line_and_path()
    {
        var e = Should.Throw<CliException>(() => Read("""
            version: 1
            monitors:
              Shop: https://example.org
              api:
                http: {url: "ftp://example.org"}
                intervall: 60s
              two: {http: "https://example.org", ping: example.org}
              slow: {http: "https://example.org", interval: 60}
            """));

        e.Details.ShouldContain(detail => detail.StartsWith("line 3, monitors.Shop: The key must be", StringComparison.Ordinal));
        e.Details.ShouldContain(detail => detail.StartsWith("line 5, monitors.api.http.url: Must be", StringComparison.Ordinal));
        e.Details.ShouldContain("line 6, monitors.api.intervall: There is no such field.");
        e.Details.ShouldContain("line 7, monitors.two: Must have one target, and has http and ping.");
        e.Details.ShouldContain(detail => detail.StartsWith("line 8, monitors.slow.interval: Must be a time", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("monitors: {}", "version")]
    [InlineData("version: 2", "version")]
    [InlineData("version: 1\nmonitor: {}", "no such part")]
    [InlineData("version: 1\nmonitors: [a]", "stable keys")]
    [InlineData("version: 1\nmonitors: {a: {http: \"https://example.org\", key: b}}", "cannot be set inside")]
    [InlineData("version: 1\nmonitors: {a: {http: {url: \"${env:NOWHERE}\"}}}", "NOWHERE is not set")]
    [InlineData("version: 1\nmonitors: {a: {http: {url: \"${HOME}\"}}}", "no place that can be filled")]
    public void Refuses(string text, string why) => string.Join('\n', Should.Throw<CliException>(() => Read(text)).Details).ShouldContain(why);

    [Theory]
    [InlineData("a: b: c")]
    [InlineData("a: 1\na: 2")]
    [InlineData("- 1")]
    [InlineData("")]
    [InlineData("a: &a [*a]")]
    public void Refuses_what_is_no_file_of_ours(string text) => Should.Throw<CliException>(() => Read(text));

    [Fact]
    public void Fills_in_the_environment()
    {
        var definition = Read("""
            version: 1
            monitors:
              api: {http: {url: "https://${env:HOST}/$${x}", headers: {Authorization: "Bearer ${env:TOKEN}"}}}
            """);

        ((string)definition.Monitors!["api"]["http"]!["url"]!).ShouldBe("https://example.org/${x}");
        ((string)definition.Monitors["api"]["http"]!["headers"]!["Authorization"]!).ShouldBe("Bearer s3cret");
        definition.Channels.ShouldBeNull();
    }

    private static Definition Read(string text) => DefinitionReader.Read(text, name => name switch { "HOST" => "example.org", "TOKEN" => "s3cret", _ => null });
}
