using System.CommandLine;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Output;
using StatusHawk.Cli.Server;

namespace StatusHawk.Cli.Commands;

/// <summary><c>login</c> and <c>logout</c>. Nothing is stored before the server has let it in.</summary>
internal static class AccountCommands
{
    public static Command[] All(CommandLine line) => [Login(line), Logout(line)];

    private static Command Login(CommandLine line)
    {
        var url = new Option<string?>("--url") { Description = "The installation: https://status.example.com" };
        var workspace = new Option<string?>("--workspace") { Description = "The workspace's id, ws_… A session that has one only needs none." };
        var email = new Option<string?>("--email") { Description = "Sign in as a person instead of with a key; asks for the password and, if need be, the code." };
        return line.Command("login", """
            Sign in with an API key, or as a person.

            Asks for what is missing. A key or password is never an argument, since arguments can be seen by others: it is asked for, or read from
            STATUSHAWK_KEY or STATUSHAWK_PASSWORD, or piped in. It is stored in your own folder of settings, for nobody else to read.

            Examples:
              statushawk login --url https://status.example.com --workspace ws_aaaabbbbccccdddd
              statushawk login --url https://status.example.com --email me@example.org --profile work
              pass show statushawk | statushawk login --url https://status.example.com --workspace ws_aaaabbbbccccdddd
            """, (arguments, cancellationToken) => LoginAsync(line, arguments, url, workspace, email, cancellationToken), url, workspace, email);
    }

    private static async Task<int> LoginAsync(
        CommandLine line, ParseResult arguments, Option<string?> url, Option<string?> workspace, Option<string?> email, CancellationToken cancellationToken)
    {
        var (terminal, signIns) = (line.Around.Terminal, line.Around.SignIns);
        var origin = Connection.OriginOf(arguments.GetValue(url) ?? signIns.Given("STATUSHAWK_URL") ?? terminal.Ask("URL of the installation", "Give --url"));
        if (origin.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && !new Uri(origin).IsLoopback) terminal.Remark("[yellow]note:[/] without https everybody on the way can read what you send.");
        var wanted = arguments.GetValue(workspace) ?? signIns.Given("STATUSHAWK_WORKSPACE");
        var name = signIns.NameOf(line.ProfileOf(arguments));
        var profile = arguments.GetValue(email) is { } address
            ? await PersonAsync(line, origin, address, wanted, cancellationToken)
            : new Profile { Url = origin, Workspace = wanted ?? terminal.Ask("Workspace (ws_…)", "Give --workspace"), Key = await SecretAsync(line, "API key", "STATUSHAWK_KEY", cancellationToken) };
        using (var connection = new Connection(origin, new FixedToken(profile.Key ?? profile.AccessToken), line.Around.Time))
        using (var opened = new Workspace(connection, profile))
        {
            var answer = await opened.GetAsync("", "You were not let in", cancellationToken);
            await signIns.File.ChangeAsync(name, _ => Task.FromResult<Profile?>(profile), cancellationToken);
            if (terminal.Json) terminal.WriteJson(new JsonObject { ["profile"] = name, ["url"] = origin, ["workspace"] = profile.Workspace });
            else terminal.Line($"[green]✓[/] Signed in to {Terminal.Plain(MonitorShape.Text(answer.Object["name"]))} ({Terminal.Plain(profile.Workspace)}) at {Terminal.Plain(origin)} as profile {Terminal.Plain(name)}.");
        }

        return ExitCode.Well;
    }

    /// <summary>A person's new session; its workspace is still to be chosen.</summary>
    internal static async Task<Profile> SignInAsync(CommandLine line, string origin, string email, CancellationToken cancellationToken)
    {
        var (terminal, time) = (line.Around.Terminal, line.Around.Time);
        using var anonymous = new Connection(origin, new FixedToken(null), time);
        var body = new JsonObject { ["email"] = email, ["password"] = await SecretAsync(line, "Password", "STATUSHAWK_PASSWORD", cancellationToken) };
        if (line.Around.SignIns.Given("STATUSHAWK_CODE") is { } given) body["code"] = given;
        Answer answer;
        try
        {
            answer = await anonymous.SendAsync(HttpMethod.Post, "sessions", body, "You were not signed in", cancellationToken);
        }
        catch (CliException e) when (e.Status == 401 && terminal.IsInteractive && !body.ContainsKey("code"))
        {
            body["code"] = terminal.Ask("Code of the second factor (nothing if you have none)", "Set STATUSHAWK_CODE");
            answer = await anonymous.SendAsync(HttpMethod.Post, "sessions", body, "You were not signed in", cancellationToken);
        }

        return SessionTokens.With(new Profile { Url = origin, Workspace = "" }, answer.Object);
    }

    private static async Task<Profile> PersonAsync(CommandLine line, string origin, string email, string? workspace, CancellationToken cancellationToken)
    {
        var profile = await SignInAsync(line, origin, email, cancellationToken);
        if (workspace is not null) return profile with { Workspace = workspace };
        using var signedIn = new Connection(origin, new FixedToken(profile.AccessToken), line.Around.Time);
        var list = (await signedIn.GetAsync("workspaces", "Your workspaces were not read", cancellationToken)).Object["items"]?.AsArray().OfType<JsonObject>().ToArray() ?? [];
        return list switch
        {
            [] => throw new CliException("You are a member of no workspace.", "Accept an invitation: statushawk accept-invitation TOKEN --email …"),
            [var only] => profile with { Workspace = (string)only["id"]! },
            _ => throw new CliException("You are a member of several workspaces.", "Say which with --workspace", [.. list.Select(one => $"{(string?)one["id"]}  {(string?)one["name"]}")]),
        };
    }

    internal static async Task<string> SecretAsync(CommandLine line, string what, string variable, CancellationToken cancellationToken)
    {
        if (line.Around.SignIns.Given(variable) is { } given) return given;
        if (line.Around.Terminal.IsInteractive) return line.Around.Terminal.Ask(what, "", secret: true).Trim();
        var piped = (await line.Around.Input.ReadLineAsync(cancellationToken))?.Trim();
        return piped is { Length: > 0 } ? piped : throw new CliException($"{what} is missing, and nobody can be asked here.", $"Set {variable}, or pipe it in.");
    }

    private static Command Logout(CommandLine line) => line.Command("logout", """
        Forget a sign-in; a session is ended on the server, too.

        Example:
          statushawk logout --profile work
        """, async (arguments, cancellationToken) =>
    {
        var (terminal, signIns) = (line.Around.Terminal, line.Around.SignIns);
        var name = signIns.NameOf(line.ProfileOf(arguments));
        if (signIns.File.Read(name) is { } profile)
        {
            await EndAsync(line, name, profile, cancellationToken);
            await signIns.File.ChangeAsync(name, _ => Task.FromResult<Profile?>(null), cancellationToken);
        }

        if (terminal.Json) terminal.WriteJson(new JsonObject { ["profile"] = name, ["signedIn"] = false });
        else terminal.Line($"Signed out of profile {Terminal.Plain(name)}.");
        return ExitCode.Well;
    });

    // What is stored here goes, whether the server can be told or not.
    private static async Task EndAsync(CommandLine line, string name, Profile profile, CancellationToken cancellationToken)
    {
        if (profile.Key is not null) return;
        try
        {
            using var connection = new Connection(profile.Url, new SessionTokens(line.Around.SignIns.File, name, profile, line.Around.Time), line.Around.Time);
            await connection.SendAsync(HttpMethod.Delete, "sessions/current", null, "The session was not ended", cancellationToken);
        }
        catch (CliException e)
        {
            line.Around.Terminal.Remark($"[yellow]note:[/] {Terminal.Plain(e.Message)} It ends by itself within days.");
        }
    }
}
