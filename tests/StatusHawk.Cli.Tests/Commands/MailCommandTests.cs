namespace StatusHawk.Cli.Tests.Commands;

public sealed class MailCommandTests : IDisposable
{
    private readonly FakeServer _server = new();
    private readonly CliHost _cli = new() { Time = new At(new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero)) };

    public static TheoryData<string[], string, string> Commands => new()
    {
        { ["register", "--email", "me@example.org", "--name", "Kim"], """accounts {"email":"me@example.org","name":"Kim","password":"right"}""", "on its way to me@example.org" },
        { ["verify", "hv_1"], """accounts/verify {"token":"hv_1"}""", "statushawk login --email me@example.org" },
        { ["reset-password", "--email", "me@example.org"], """password-resets {"email":"me@example.org"}""", "a mail is on its way" },
        { ["reset-password", "hp_1"], """password-resets/confirm {"token":"hp_1","password":"right"}""", "The password is changed" },
        { ["confirm-email", "he_1"], """accounts/email-changes/confirm {"token":"he_1"}""", "The address is changed." },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task What_a_mail_asks_for_is_done_without_a_sign_in(string[] arguments, string sent, string said)
    {
        _cli.Input = "right\n";

        (await _cli.RunAsync([.. arguments, "--url", _server.Url])).ShouldBe(0).Out.ShouldContain(said);

        _server.Posted.ShouldBe([sent]);
        File.Exists(_cli.ProfilesPath).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_is_invited_and_not_signed_in_signs_in_and_stays_so_in_that_workspace()
    {
        _cli.Environment["STATUSHAWK_PASSWORD"] = "right";
        (await _cli.RunAsync("accept-invitation", "hi_1", "--email", "me@example.org", "--url", _server.Url, "--profile", "acme")).ShouldBe(0).Out.ShouldContain("You are in Acme");
        _server.Posted.ShouldBe(["""invitations/accept {"token":"hi_1"}"""]);

        (await _cli.RunAsync("status", "--profile", "acme")).ShouldBe(0);
    }

    [Fact]
    public async Task A_session_that_is_there_accepts_and_a_key_does_not()
    {
        (await _cli.RunAsync("accept-invitation", "hi_1", "--url", _server.Url)).ShouldBe(2).Error.ShouldContain("not signed in");
        _cli.Environment["STATUSHAWK_PASSWORD"] = "right";
        (await _cli.RunAsync("login", "--url", _server.Url, "--email", "me@example.org")).ShouldBe(0);
        (await _cli.RunAsync("accept-invitation", "hi_1", "--json")).ShouldBe(0).Json["role"]!.GetValue<string>().ShouldBe("editor");

        _cli.Environment["STATUSHAWK_KEY"] = FakeServer.Key;
        (await _cli.RunAsync("login", "--url", _server.Url, "--workspace", FakeServer.Workspace, "--profile", "key")).ShouldBe(0);
        (await _cli.RunAsync("accept-invitation", "hi_2", "--profile", "key")).ShouldBe(2).Error.ShouldContain("a person's");
        _server.Posted.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("reset-password")]
    [InlineData("accept-invitation")]
    [InlineData("register", "--name", "Kim")]
    public async Task What_is_missing_is_said(params string[] arguments)
    {
        (await _cli.RunAsync([.. arguments, "--url", _server.Url])).ShouldBe(2);
        _server.Posted.ShouldBeEmpty();
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
