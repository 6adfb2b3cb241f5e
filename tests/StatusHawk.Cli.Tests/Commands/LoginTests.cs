namespace StatusHawk.Cli.Tests.Commands;

public sealed class LoginTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeServer _server = new();
    private readonly CliHost _cli = new() { Time = new At(Now) };

    [Fact]
    public async Task A_key_is_stored_for_nobody_else_to_read_and_forgotten_again()
    {
        _cli.Input = FakeServer.Key + "\n";
        (await _cli.RunAsync("login", "--url", _server.Url + "/", "--workspace", FakeServer.Workspace)).ShouldBe(0).Out.ShouldContain("Signed in to Acme");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_cli.ProfilesPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(_cli.ProfilesPath)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        (await _cli.RunAsync("status")).ShouldBe(0);
        (await _cli.RunAsync("status", "--profile", "other")).ShouldBe(2).Error.ShouldContain("not signed in");
        (await _cli.RunAsync("logout")).ShouldBe(0);
        (await _cli.RunAsync("status")).ShouldBe(2);
        File.ReadAllText(_cli.ProfilesPath).ShouldNotContain(FakeServer.Key);
    }

    [Fact]
    public async Task A_wrong_key_is_not_stored()
    {
        _cli.Environment["STATUSHAWK_KEY"] = "hk_wrong";
        (await _cli.RunAsync("login", "--url", _server.Url, "--workspace", FakeServer.Workspace)).ShouldBe(2).Error.ShouldContain("statushawk login");
        File.Exists(_cli.ProfilesPath).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_is_renewed_once_however_many_commands_run()
    {
        _cli.Environment["STATUSHAWK_PASSWORD"] = "right";
        (await _cli.RunAsync("login", "--url", _server.Url, "--email", "me@example.org")).ShouldBe(0).Out.ShouldContain(FakeServer.Workspace);
        _cli.Environment.Clear();
        _cli.Environment["STATUSHAWK_CONFIG"] = _cli.ProfilesPath;
        (await _cli.RunAsync("status")).ShouldBe(0);
        _server.Refreshes.ShouldBe(0);

        // What the server refuses is renewed, and commands that run at once use one refresh token once.
        _server.AccessToken = "ha_another";
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _cli.RunAsync("status")));
        all.ShouldAllBe(ran => ran.Exit == 0);
        _server.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task An_ended_session_says_so()
    {
        _cli.Environment["STATUSHAWK_PASSWORD"] = "right";
        (await _cli.RunAsync("login", "--url", _server.Url, "--email", "me@example.org")).ShouldBe(0);
        _server.AccessToken = _server.RefreshToken = "gone";
        (await _cli.RunAsync("status")).ShouldBe(2).Error.ShouldContain("The session has ended.");
        _cli.Environment["STATUSHAWK_PASSWORD"] = "wrong";
        (await _cli.RunAsync("login", "--url", _server.Url, "--email", "me@example.org")).ShouldBe(2);
    }

    [Fact]
    public async Task A_stored_key_goes_to_no_other_server()
    {
        _cli.Input = FakeServer.Key;
        (await _cli.RunAsync("login", "--url", _server.Url, "--workspace", FakeServer.Workspace)).ShouldBe(0);
        using var other = new FakeServer();
        _cli.Environment["STATUSHAWK_URL"] = other.Url;
        (await _cli.RunAsync("status")).ShouldBe(2).Error.ShouldContain("another server");
    }

    public void Dispose()
    {
        _cli.Dispose();
        _server.Dispose();
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
