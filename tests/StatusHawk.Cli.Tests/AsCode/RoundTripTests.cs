using StatusHawk.Cli.AsCode;

namespace StatusHawk.Cli.Tests.AsCode;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_exported_plans_no_changes(int seed)
    {
        using var server = new FakeServer();
        var random = new RandomMonitors(seed);
        for (var i = 0; i < 200; i++) server.Create(random.Next(), $"key-{i}");
        server.CreateChannel(new { name = "true", kind = "email", email = new { to = new[] { "a@example.org", "b@example.org" } } }, "mail");
        server.CreateChannel(new { name = "Hook", kind = "webhook", webhook = new { url = "https://hooks.example.org/s3cret" } }, "hook");
        foreach (var regions in new IReadOnlyList<string>?[] { ["asia", "eu", "us"], null })
        {
            var actual = new Actual { Monitors = server.Monitors, Channels = server.Channels, Page = server.Page, Regions = regions };
            var text = Exporting.Write(actual, []);
            var definition = DefinitionReader.Read(text, _ => "never asked for");

            definition.Monitors!.Count.ShouldBe(200);
            var plan = Planning.Of(definition, actual, new(Delete: true, UpdateSecrets: true));
            plan.ToDo.SelectMany(change => change.Fields.Select(field => $"{change.Key} {field}")).ShouldBeEmpty(text);
            plan.IsEmpty.ShouldBeTrue();
            plan.Problems.ShouldBeEmpty();
            text.ShouldNotContain("s3cret");
            Exporting.Write(actual, []).ShouldBe(text);
        }
    }

    [Fact]
    public void Leaves_defaults_out()
    {
        using var server = new FakeServer();
        server.Create(new { name = "Shop", http = new { url = "https://shop.example.org/" }, intervalSeconds = 60 }, "shop");
        server.Create(new { name = "db", kind = "tcp", tcp = new { host = "db.example.org", port = 5432 }, intervalSeconds = 30, regions = new[] { "us", "eu" } }, "db");
        var text = Exporting.Write(new Actual { Monitors = server.Monitors, Regions = ["asia", "eu", "us"] }, []);

        text.ShouldContain("""
            monitors:
              db:
                tcp: db.example.org:5432
                interval: 30s
                regions:
                - eu
                - us
              shop:
                name: Shop
                http: https://shop.example.org/
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("Shop (EU)", "shop-eu")]
    [InlineData("  ", "unnamed")]
    [InlineData("shop", "shop-2")]
    [InlineData("日本", "unnamed")]
    public void Proposes_a_key_that_nothing_has(string name, string key) => Exporting.KeyOf(name, new HashSet<string> { "shop" }).ShouldBe(key);
}
