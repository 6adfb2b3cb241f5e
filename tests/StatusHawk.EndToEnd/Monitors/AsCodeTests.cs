using System.Net;
using System.Text.Json.Nodes;
using StatusHawk.Cli;
using StatusHawk.Cli.Commands;
using StatusHawk.Cli.Output;
using StatusHawk.Cli.Server;

namespace StatusHawk.EndToEnd.Monitors;

/// <summary>Monitoring as code against a running installation, by the command line's own code.</summary>
public sealed class AsCodeTests(StackFixture fixture) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("statushawk-as-code-").FullName;
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public async Task What_is_exported_and_applied_changes_nothing_and_applying_twice_is_applying_once()
    {
        // A stack of its own: an export is of the whole workspace, in which other tests would make monitors meanwhile.
        await using var stack = await StackFixture.StartAsync("as-code");
        using var client = new StackClient(stack);
        await client.ReadyAsync();
        SignIn(stack.ApiUrl, stack.Secrets.WorkspaceId, stack.Secrets.ApiKey);
        var bare = await client.CreateMonitorAsync(stack.Target.ShopUrl, "Made by hand");
        await client.CreateWebhookAsync("https://hooks.example.org/status");

        var exported = await RunAsync(0, "export", "--adopt");
        ((string?)(await client.ReadMonitorAsync(bare))["key"]).ShouldBe("made-by-hand");
        var before = await client.ReadMonitorAsync(bare);
        (await RunAsync(0, "apply", Write(exported), "--yes", "--delete")).ShouldContain("No changes");
        ((string?)(await client.ReadMonitorAsync(bare))["updatedAt"]).ShouldBe((string?)before["updatedAt"]);
        (await RunAsync(0, "export")).ShouldBe(exported);

        _environment["TOKEN"] = "s3cret";
        var file = Write($$"""
            version: 1
            monitors:
              shop:
                name: The shop
                http:
                  url: "{{stack.Target.ShopUrl}}"
                  headers:
                    Authorization: "Bearer ${env:TOKEN}"
                interval: 30s
                tags: [prod, shop]
                assertions: ["[STATUS] == 200"]
              db: {tcp: "127.0.0.1:{{stack.Ports.Api}}", interval: 1m}
              nightly: {heartbeat: 1d}
            channels:
              team: {email: team@example.org}
            """);
        (await RunAsync(0, "apply", file, "--yes")).ShouldContain("4 to create, 0 to change, 0 to delete");
        (await RunAsync(0, "apply", file, "--yes")).ShouldContain("No changes");
        await RunAsync(0, "plan", file, "--exit-code");
        (await RunAsync(0, "plan", file, "--delete", "--json")).ShouldContain("made-by-hand");

        var shop = JsonNode.Parse(await RunAsync(0, "monitors", "show", "shop", "--json"))!;
        ((int)shop["intervalSeconds"]!).ShouldBe(30);
        ((string?)shop["http"]!["headers"]!["Authorization"]).ShouldBe("•••");

        // Somebody changes one by hand: it is seen, and put right.
        await client.SendAsync(HttpMethod.Patch, $"monitors/{(string)shop["id"]!}", new { intervalSeconds = 60 }, HttpStatusCode.OK);
        await RunAsync(1, "plan", file, "--exit-code");
        (await RunAsync(0, "apply", file, "--yes")).ShouldContain("1 to change");
        await RunAsync(0, "plan", file, "--exit-code");
    }

    [Fact]
    public async Task A_person_checks_from_here_and_looks_at_the_workspace()
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await client.ReadyAsync();
        SignIn(stack.ApiUrl, stack.Secrets.WorkspaceId, stack.Secrets.ApiKey);

        (await RunAsync(0, "check", stack.Target.ShopUrl, "--assert", "[STATUS] == 200")).ShouldContain("up");
        (await RunAsync(0, "monitors", "list", "--json")).ShouldContain("items");
        _environment["STATUSHAWK_KEY"] = "hk_wrong";
        await RunAsync(2, "status");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void SignIn(string url, string workspace, string key)
    {
        _environment["STATUSHAWK_CONFIG"] = Path.Combine(_folder, "profiles.json");
        (_environment["STATUSHAWK_URL"], _environment["STATUSHAWK_WORKSPACE"], _environment["STATUSHAWK_KEY"]) = (url, workspace, key);
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():n}.yaml");
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<string> RunAsync(int exit, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var signIns = new SignIns(ProfileFile.OfUser(_environment.GetValueOrDefault, TimeProvider.System), _environment.GetValueOrDefault, TimeProvider.System);
        var around = new Surroundings(new Terminal(output, error, colour: false, interactive: false), signIns, _environment.GetValueOrDefault, TextReader.Null);
        (await new CommandLine(around).RunAsync(arguments)).ShouldBe(exit, output.ToString() + error);
        error.ToString().ShouldNotContain("s3cret");
        return output.ToString();
    }
}
