using System.Text.Json.Nodes;

namespace StatusHawk.Cli.Tests.Commands;

public sealed class ApplyTests : IDisposable
{
    private const string Two = """
        version: 1
        monitors:
          shop: {name: Shop, http: {url: "https://shop.example.org/", headers: {Authorization: "Bearer ${env:TOKEN}"}}, interval: 30s, tags: [prod]}
          backup: {heartbeat: 1d}
        channels:
          team: {email: team@example.org}
        page: {title: The shop}
        """;

    private readonly FakeServer _server = new();
    private readonly CliHost _cli;

    public ApplyTests()
    {
        _cli = new CliHost(_server);
        _cli.Environment["TOKEN"] = "s3cret";
    }

    [Fact]
    public async Task The_second_time_nothing_is_changed()
    {
        var file = _cli.File(Two);
        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(0).Out.ShouldContain("3 to create, 1 to change, 0 to delete, 0 unchanged.");
        _server.Header("shop", "Authorization").ShouldBe("Bearer s3cret");
        var writes = _server.Writes.Count;

        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(0).Out.ShouldContain("No changes: 4 as they should be.");
        (await _cli.RunAsync("plan", file, "--exit-code")).ShouldBe(0);
        _server.Writes.Count.ShouldBe(writes);
    }

    [Fact]
    public async Task What_was_exported_and_adopted_changes_nothing()
    {
        for (var i = 0; i < 8; i++) _server.Create(new { name = "Shop", http = new { url = $"https://shop.example.org/{i}", headers = new { Authorization = "s3cret" } } });
        _server.CreateChannel(new { name = "Hook", kind = "webhook", webhook = new { url = "https://hooks.example.org/s3cret" } });

        var first = (await _cli.RunAsync("export", "--adopt")).ShouldBe(0);
        first.Out.ShouldContain("shop-8:");
        first.Out.ShouldNotContain("s3cret");
        var file = _cli.File(first.Out);
        (await _cli.RunAsync("apply", file, "--yes", "--delete")).ShouldBe(0).Out.ShouldContain("No changes");
        (await _cli.RunAsync("export")).ShouldBe(0).Out.ShouldBe(first.Out);
    }

    [Fact]
    public async Task An_empty_workspace_gets_all_but_the_secrets()
    {
        _server.Create(new { name = "Shop", http = new { url = "https://shop.example.org/", headers = new { Authorization = "s3cret" } }, intervalSeconds = 30 }, "shop");
        _server.Create(new { name = "DB", kind = "tcp", tcp = new { host = "db.example.org", port = 5432 } }, "db");
        _server.CreateChannel(new { name = "Team", kind = "email", email = new { to = new[] { "team@example.org" } } }, "team");
        var file = _cli.File((await _cli.RunAsync("export")).ShouldBe(0).Out);

        using var empty = new FakeServer();
        using var other = new CliHost(empty);
        (await other.RunAsync("apply", file, "--yes")).ShouldBe(0).Error.ShouldContain("without http.headers.Authorization");
        empty.Monitors.Select(monitor => (string)monitor["name"]!).ShouldBe(["DB", "Shop"]);
        empty.Channels.ShouldHaveSingleItem();
        (await other.RunAsync("apply", file, "--yes")).ShouldBe(0).Out.ShouldContain("No changes");
    }

    [Theory]
    [InlineData("POST", 1)]
    [InlineData("POST", 2)]
    [InlineData("POST", 3)]
    [InlineData("PATCH", 1)]
    public async Task A_run_that_ended_in_the_middle_is_finished_by_the_next(string method, int after)
    {
        var file = _cli.File(Two);
        var seen = 0;
        _server.Before = call => call.StartsWith(method, StringComparison.Ordinal) && ++seen >= after ? (400, new JsonObject { ["detail"] = "The network is gone." }) : null;
        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(2).Error.ShouldContain("The network is gone.");

        _server.Before = _ => null;
        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(0);
        _server.Monitors.Count.ShouldBe(2);
        _server.Channels.Count.ShouldBe(1);
        (await _cli.RunAsync("plan", file, "--exit-code")).ShouldBe(0);
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_makes_one()
    {
        var lost = 0;
        var file = _cli.File("version: 1\nmonitors: {shop: 'https://shop.example.org/'}");
        _server.Before = call => call.StartsWith("POST", StringComparison.Ordinal) && lost++ == 0 ? (503, null) : null;

        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(0);
        _server.Monitors.ShouldHaveSingleItem();
        lost.ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_elses_change_meanwhile_is_a_conflict_and_not_overwritten()
    {
        var id = _server.Create(new { name = "Shop", http = new { url = "https://shop.example.org/" } }, "shop");
        var file = _cli.File("version: 1\nmonitors: {shop: {http: 'https://shop.example.org/', interval: 30s}}");
        var raced = false;
        _server.Before = call =>
        {
            // Between the plan and the change; then between the reading and the writing of the change.
            if (call != $"GET workspaces/{FakeServer.Workspace}/monitors/{id}" || raced) return null;
            raced = true;
            _server.Patch("shop", new { confirmAfter = 5 });
            return null;
        };

        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(2).Error.ShouldContain("Conflict: Monitor shop was changed by somebody else");
        ((int)_server.Monitor("shop")["intervalSeconds"]!).ShouldBe(60);

        _server.Before = call =>
        {
            if (call.StartsWith("PATCH", StringComparison.Ordinal)) _server.Patch("shop", new { timeoutSeconds = 7 });
            return null;
        };
        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(2).Error.ShouldContain("Conflict");
        ((int)_server.Monitor("shop")["intervalSeconds"]!).ShouldBe(60);

        _server.Before = _ => null;
        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(0);
        ((int)_server.Monitor("shop")["intervalSeconds"]!).ShouldBe(30);
    }

    [Fact]
    public async Task Only_delete_deletes_and_only_what_has_a_key()
    {
        _server.Create(new { name = "Old", http = new { url = "https://old.example.org/" } }, "old");
        _server.Create(new { name = "Manual", http = new { url = "https://manual.example.org/" } });
        var file = _cli.File("version: 1\nmonitors: {}");

        (await _cli.RunAsync("apply", file, "--yes")).ShouldBe(0).Error.ShouldContain("monitor old is not in the file");
        _server.Monitors.Count.ShouldBe(2);
        (await _cli.RunAsync("apply", file, "--yes", "--delete")).ShouldBe(0);
        _server.Monitors.ShouldHaveSingleItem()["name"]!.GetValue<string>().ShouldBe("Manual");
    }

    [Fact]
    public async Task Nothing_is_done_without_a_yes_or_with_anything_wrong()
    {
        (await _cli.RunAsync("apply", _cli.File(Two))).ShouldBe(2).Error.ShouldContain("Give --yes");
        (await _cli.RunAsync("apply", _cli.File("version: 1\nmonitors: {a: 'https://a.example.org/', b: {http: 'nowhere'}}"), "--yes")).ShouldBe(2).Error.ShouldContain("line 2, monitors.b.http.url");
        (await _cli.RunAsync("apply", "/nowhere.yaml", "--yes")).ShouldBe(2).Error.ShouldContain("cannot be read");
        _server.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_are_on_no_screen()
    {
        _cli.Environment["TOKEN"] = "planted-s3cret";
        var file = _cli.File(Two);
        foreach (var arguments in new[] { new[] { "plan", file }, ["plan", file, "--json"], ["apply", file, "--yes"], ["apply", file, "--yes", "--update-secrets", "--json"], ["export"], ["monitors", "show", "shop"] })
        {
            var ran = (await _cli.RunAsync(arguments)).ShouldBe(0);
            (ran.Out + ran.Error).ShouldNotContain("planted");
            (ran.Out + ran.Error).ShouldNotContain(FakeServer.Key);
        }

        _server.Header("shop", "Authorization").ShouldBe("Bearer planted-s3cret");
    }

    public void Dispose()
    {
        _cli.Dispose();
        _server.Dispose();
    }
}
