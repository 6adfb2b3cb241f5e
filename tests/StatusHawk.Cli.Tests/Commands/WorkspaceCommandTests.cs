using System.Text.Json.Nodes;

namespace StatusHawk.Cli.Tests.Commands;

public sealed class WorkspaceCommandTests : IDisposable
{
    private readonly FakeServer _server = new();
    private readonly CliHost _cli;

    public WorkspaceCommandTests() => _cli = new CliHost(_server);

    [Fact]
    public async Task Status_counts_and_its_exit_code_says_whether_all_is_well()
    {
        for (var i = 0; i < 7; i++) _server.Create(new { name = $"Shop {i}", http = new { url = "https://shop.example.org/" }, enabled = i > 1 });
        var well = (await _cli.RunAsync("status", "--json")).ShouldBe(0).Json;
        ((int)well["monitors"]!).ShouldBe(7);
        ((int)well["verdicts"]!["paused"]!).ShouldBe(2);

        _server.Incidents.Add(new JsonObject { ["id"] = "inc_1", ["title"] = "Shop is down", ["status"] = "investigating" });
        (await _cli.RunAsync("status")).ShouldBe(1).Out.ShouldContain("Shop is down");
        _server.Before = _ => (500, null);
        (await _cli.RunAsync("status")).ShouldBe(2).Out.ShouldBe("");
    }

    [Fact]
    public async Task Monitors_are_listed_shown_switched_checked_and_deleted_by_key_or_id()
    {
        var id = _server.Create(new { name = "Shop", http = new { url = "https://shop.example.org/" } }, "shop");
        (await _cli.RunAsync("monitors", "list")).ShouldBe(0).Out.ShouldContain("https://shop.example.org/");
        (await _cli.RunAsync("monitors", "list", "--verdict", "down", "--json")).ShouldBe(0).Json["items"]!.AsArray().ShouldBeEmpty();
        (await _cli.RunAsync("monitors", "show", "shop")).ShouldBe(0).Out.ShouldContain("http: https://shop.example.org/");
        (await _cli.RunAsync("monitors", "pause", "shop", id)).ShouldBe(0);
        ((bool)_server.Monitor("shop")["enabled"]!).ShouldBeFalse();
        (await _cli.RunAsync("monitors", "resume", id)).ShouldBe(0);
        (await _cli.RunAsync("monitors", "check", "shop", "--json")).ShouldBe(0);
        _server.Writes[^1].ShouldBe($"POST monitors/{id}/check");
        (await _cli.RunAsync("monitors", "delete", "shop")).ShouldBe(2).Error.ShouldContain("--yes");
        (await _cli.RunAsync("monitors", "delete", "shop", "--yes")).ShouldBe(0);
        (await _cli.RunAsync("monitors", "show", "shop")).ShouldBe(2).Error.ShouldContain("no monitor with the key 'shop'");
    }

    [Fact]
    public async Task A_problem_is_told_with_its_pointers_and_what_to_do_and_no_stack_trace()
    {
        _server.Before = call => call.StartsWith("PATCH", StringComparison.Ordinal) || call.Contains("/monitors", StringComparison.Ordinal)
            ? (400, new JsonObject { ["detail"] = "2 fields are not valid; nothing was changed.", ["errors"] = new JsonArray(new JsonObject { ["pointer"] = "#/http/url", ["detail"] = "Is not a \u001b[31mURL." }) })
            : null;
        var ran = (await _cli.RunAsync("monitors", "list")).ShouldBe(2);
        ran.Error.ShouldContain("#/http/url: Is not a \ufffd[31mURL.");
        ran.Error.ShouldNotContain(" at ");
        ran.Error.ShouldNotContain("\u001b");
        var json = JsonNode.Parse((await _cli.RunAsync("monitors", "list", "--json")).ShouldBe(2).Error)!;
        ((int)json["error"]!["status"]!).ShouldBe(400);
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("monitors", "list", "--nowhere")]
    [InlineData("check")]
    public async Task Wrong_usage_is_told_and_fails(params string[] arguments) => (await _cli.RunAsync(arguments)).ShouldBe(2).Error.ShouldContain("--help");

    [Fact]
    public async Task Every_command_has_help()
    {
        foreach (var command in new[] { "login", "logout", "status", "monitors list", "monitors show", "monitors pause", "monitors delete", "incidents list", "incidents ack", "check", "plan", "apply", "export", "import" })
            (await _cli.RunAsync([.. command.Split(' '), "--help"])).ShouldBe(0).Out.ShouldContain("Example", Case.Sensitive, command);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_as_that()
    {
        _server.Dispose();
        _cli.Time = new HastyTime();
        (await _cli.RunAsync("status")).ShouldBe(2).Error.ShouldContain("does not answer");
    }

    public void Dispose()
    {
        _cli.Dispose();
        _server.Dispose();
    }

    /// <summary>Pauses are over at once.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
