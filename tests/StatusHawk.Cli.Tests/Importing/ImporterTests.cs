using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Importing;

namespace StatusHawk.Cli.Tests.Importing;

public sealed class ImporterTests
{
    [Fact]
    public void Rows_of_Uptime_Kuma()
    {
        var (import, file) = Read("kuma-rows.json", KumaImporter.Read);

        file.Keys.Order().ShouldBe(["backup", "database", "gateway", "health", "mail", "shop", "shop-says-hello", "sum"]);
        var shop = file["shop"];
        Number(shop["confirmAfter"]).ShouldBe(3);
        Number(shop["intervalSeconds"]).ShouldBe(30);
        Number(shop["timeoutSeconds"]).ShouldBe(24);
        Texts(shop["assertions"]).ShouldBe(["[STATUS] == any(2xx, 404)"]);
        Texts(shop["tags"]).ShouldBe(["web"]);
        ((string)shop["http"]!["headers"]!["Accept"]!).ShouldBe("text/html");
        ((string)shop["http"]!["headers"]!["Authorization"]!).ShouldBe("from SHOP_AUTHORIZATION");
        var hello = file["shop-says-hello"];
        Texts(hello["assertions"]).ShouldBe(["[BODY] !contains \"Hello \\\"you\\\"\""]);
        ((bool)hello["enabled"]!).ShouldBeFalse();
        ((string)hello["http"]!["auth"]!["user"]!).ShouldBe("me");
        ((bool)hello["http"]!["ignoreCertificateErrors"]!).ShouldBeTrue();
        Texts(file["health"]["assertions"]).ShouldBe(["[BODY].checks[0].ok == any(true, \"true\")"]);
        file["sum"].ContainsKey("assertions").ShouldBeFalse();
        Number(file["database"]["tcp"]!["port"]).ShouldBe(5432);
        Number(file["database"]["confirmAfter"]).ShouldBe(10);
        ((string)file["mail"]["dns"]!["resolver"]!).ShouldBe("1.1.1.1");
        Number(file["backup"]["heartbeat"]!["periodSeconds"]).ShouldBe(86_400);
        Noted(import, "$sum(items.price)", "upside down", "its type, redis", "shop: notices of an expiring certificate", "retries come at the interval", "name servers the first", "push token", "20 retries become 10");
    }

    [Fact]
    public void A_backup_of_Uptime_Kuma_with_its_notifications()
    {
        var (import, file) = Read("kuma-backup.json", KumaImporter.Read);

        ((string)file["api"]["http"]!["url"]!).ShouldBe("https://api.example.org/");
        ((string)file["api"]["http"]!["auth"]!["password"]!).ShouldBe("from API_PASSWORD");
        Texts(file["api"]["tags"]).ShouldBe(["region:eu-west"]);
        Texts(file["api"]["assertions"]).ShouldBe(["[STATUS] == any(2xx, 3xx)"]);
        var channels = Definition(import).Channels!;
        Texts(channels["team-mail"]["email"]!["to"]).ShouldBe(["team@example.org", "two@example.org"]);
        ((string)channels["hook"]["webhook"]!["url"]!).ShouldBe("https://hooks.example.org/HOOK_URL");
        Noted(import, "telegram", "the SMTP server is not", "repeated notifications", "every channel hears");
    }

    [Fact]
    public void Endpoints_of_Gatus()
    {
        var (import, file) = Read("gatus.yaml", GatusImporter.Read);

        var front = file["core-front-end"];
        Texts(front["assertions"]).ShouldBe(
        [
            "[STATUS] == any(200, 304)", "[BODY].name matches \"(?s)^john.*$\"", "[BODY] contains \"<h1>Welcome</h1>\"", "[BODY].id == 1", "len([BODY].data) < 5", "has([BODY].errors) == false",
            "[RESPONSE_TIME] < 500ms", "[CERTIFICATE_EXPIRATION] > 2d",
        ]);
        Number(front["confirmAfter"]).ShouldBe(4);
        ((string)front["http"]!["headers"]!["Authorization"]!).ShouldBe("Bearer from API_TOKEN");
        ((string)front["http"]!["headers"]!["X-Key"]!).ShouldBe("from CORE_FRONT_END_X_KEY");
        ((bool)front["http"]!["ignoreCertificateErrors"]!).ShouldBeTrue();
        Texts(front["tags"]).ShouldBe(["core"]);
        JsonNode.Parse((string)file["graph"]["http"]!["body"]!)!["query"]!.GetValue<string>().ShouldBe("{ user { id } }");
        Texts(file["graph"]["assertions"]).ShouldBe(["[BODY].data.user.id == 7", "[STATUS] >= 100"]);
        ((string)file["resolver"]["dns"]!["resolver"]!).ShouldBe("8.8.8.8");
        Texts(file["resolver"]["assertions"]).ShouldBe(["[DNS_ANSWERS] contains 93.184.215.14", "[DNS_RCODE] == NOERROR"]);
        Number(file["cache"]["tcp"]!["port"]).ShouldBe(6379);
        file["cache"].ContainsKey("assertions").ShouldBeFalse();
        ((bool)file["host"]["enabled"]!).ShouldBeFalse();
        Number(file["jobs-nightly"]["heartbeat"]!["periodSeconds"]).ShouldBe(86_400);
        Noted(import, "DOMAIN_EXPIRATION", "starttls", "alerting of slack", "pushed is left out", "any will do");
    }

    [Fact]
    public void Monitors_of_OpenStatus()
    {
        var (import, file) = Read("openstatus.yaml", OpenStatusImporter.Read);

        file.Keys.Order().ShouldBe(["database", "shop"]);
        var shop = file["shop"];
        Texts(shop["assertions"]).ShouldBe(["[STATUS] == 200", "[HEADER].content-type contains json", "has([HEADER].x-error) == false", "[BODY] !contains \"fatal error\""]);
        Number(shop["timeoutSeconds"]).ShouldBe(6);
        Number(shop["degradedAfterMilliseconds"]).ShouldBe(2000);
        Number(shop["confirmAfter"]).ShouldBe(4);
        ((string)shop["http"]!["headers"]!["User-Agent"]!).ShouldBe("OpenStatus");
        ((bool)file["database"]["enabled"]!).ShouldBeFalse();
        Number(file["database"]["intervalSeconds"]).ShouldBe(30);
        Noted(import, "iad, ams", "'description' is not carried over", "textBody gt a", "its kind, dns", "3 retries at once");
    }

    [Fact]
    public void Components_of_a_status_page_become_a_list_to_fill_in()
    {
        var import = StatuspageImporter.Read(File.ReadAllText(Fixture("statuspage.json")));

        ((string)Definition(import).Page!["title"]!).ShouldBe("Shop status");
        Noted(import, "back-end-api: {name: \"API\", http: https://…, tags: [back-end]}", "1 unresolved incident", "Subscribers");
        import.Write("a status page").ShouldContain("  back-end-api: {name");
    }

    [Theory]
    [InlineData("kuma-rows.json")]
    [InlineData("kuma-backup.json")]
    [InlineData("gatus.yaml")]
    [InlineData("openstatus.yaml")]
    public void Secrets_of_the_source_are_written_only_on_request(string name)
    {
        Written(false).ShouldNotContain("planted");
        if (name != "kuma-backup.json") Written(true).ShouldContain("planted");

        string Written(bool withSecrets) => (name switch
        {
            "gatus.yaml" => GatusImporter.Read(File.ReadAllText(Fixture(name)), withSecrets),
            "openstatus.yaml" => OpenStatusImporter.Read(File.ReadAllText(Fixture(name)), withSecrets),
            _ => KumaImporter.Read(File.ReadAllText(Fixture(name)), withSecrets),
        }).Write("somewhere");
    }

    [Fact]
    public async Task What_is_imported_can_be_applied_and_what_is_not_is_told_twice()
    {
        using var server = new FakeServer();
        using var cli = new CliHost(server);
        var ran = (await cli.RunAsync("import", "kuma", Fixture("kuma-rows.json"), "--with-secrets")).ShouldBe(0);
        ran.Error.ShouldContain("upside down");
        ran.Out.ShouldContain("# - Must be away is left out");

        var file = cli.File(ran.Out);
        (await cli.RunAsync("apply", file, "--yes")).ShouldBe(0);
        server.Monitors.Count.ShouldBe(8);
        (await cli.RunAsync("plan", file, "--exit-code")).ShouldBe(0);
    }

    [Theory]
    [InlineData("kuma")]
    [InlineData("gatus")]
    [InlineData("openstatus")]
    [InlineData("statuspage")]
    public async Task What_is_no_such_file_is_refused(string importer)
    {
        using var cli = new CliHost();
        foreach (var text in new[] { "", "[", "a: [b", "42", "\"text\"" }) (await cli.RunAsync("import", importer, cli.File(text))).ShouldBe(2);
    }

    private static (Import Import, IReadOnlyDictionary<string, JsonObject> File) Read(string fixture, Func<string, bool, Import> read)
    {
        var import = read(File.ReadAllText(Fixture(fixture)), false);
        return (import, Definition(import).Monitors!);
    }

    private static Definition Definition(Import import) =>
        DefinitionReader.Read(import.Write("somewhere"), name => name.EndsWith("_URL", StringComparison.Ordinal) ? "https://hooks.example.org/" + name : "from " + name);

    private static void Noted(Import import, params string[] parts)
    {
        foreach (var part in parts) import.Notes.ShouldContain(note => note.Contains(part, StringComparison.Ordinal), $"{part} in:\n{string.Join('\n', import.Notes)}");
    }

    private static long Number(JsonNode? number) => long.Parse(number!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(text => (string)text!)];

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Importing", "Fixtures", name);
}
