using System.CommandLine;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Output;
using StatusHawk.Cli.Server;

namespace StatusHawk.Cli.Commands;

/// <summary>
/// What mails of the installation ask for, <c>verify</c>, <c>reset-password</c>, <c>confirm-email</c> and <c>accept-invitation</c>, and <c>register</c>, which
/// asks for the first of them. A mail's token may be an argument: it is good for one use.
/// </summary>
internal static class MailCommands
{
    public static Command[] All(CommandLine line) => [Register(line), Verify(line), ResetPassword(line), ConfirmEmail(line), AcceptInvitation(line)];

    private static Command Register(CommandLine line)
    {
        var (url, name) = (Url(), new Option<string?>("--name") { Description = "What you are called; else the address." });
        var email = new Option<string>("--email") { Description = "Your mail address.", Required = true };
        return line.Command("register", """
            Make an account: a mail with a token is sent to the address.

            Asks for the password, or reads it from STATUSHAWK_PASSWORD, or piped in.

            Example:
              statushawk register --url https://status.example.com --email me@example.org --name Kim
            """, async (arguments, cancellationToken) =>
        {
            var address = arguments.GetValue(email)!;
            var body = new JsonObject { ["email"] = address, ["name"] = arguments.GetValue(name) ?? address.Split('@')[0] };
            body["password"] = await AccountCommands.SecretAsync(line, "Password", "STATUSHAWK_PASSWORD", cancellationToken);
            await SendAsync(line, arguments, url, "accounts", body, "The account was not made", cancellationToken);
            return Done(line, new JsonObject { ["email"] = address, ["mailed"] = true }, $"A mail is on its way to {Terminal.Plain(address)}. Confirm it: statushawk verify TOKEN");
        }, url, email, name);
    }

    private static Command Verify(CommandLine line)
    {
        var (url, token) = (Url(), Token());
        return line.Command("verify", """
            Confirm the address of a new account with the token of the mail.

            Example:
              statushawk verify hv_… --url https://status.example.com
            """, async (arguments, cancellationToken) =>
        {
            var answer = await SendAsync(line, arguments, url, "accounts/verify", new JsonObject { ["token"] = arguments.GetValue(token) }, "The address was not confirmed", cancellationToken);
            var email = MonitorShape.Text(answer.Object["email"]);
            return Done(line, answer.Object.DeepClone(), $"{Terminal.Plain(email)} is confirmed. Sign in: statushawk login --email {Terminal.Plain(email)}");
        }, token, url);
    }

    private static Command ResetPassword(CommandLine line)
    {
        var (url, token) = (Url(), new Argument<string?>("token") { Description = "The token of the mail; without one, --email asks for the mail.", Arity = ArgumentArity.ZeroOrOne });
        var email = new Option<string?>("--email") { Description = "Ask for the mail: your mail address." };
        return line.Command("reset-password", """
            Set a new password with the token of a mail, or ask for that mail. All sessions end.

            Asks for the new password, or reads it from STATUSHAWK_PASSWORD, or piped in.

            Examples:
              statushawk reset-password --email me@example.org --url https://status.example.com
              statushawk reset-password hp_… --url https://status.example.com
            """, async (arguments, cancellationToken) =>
        {
            if (arguments.GetValue(token) is { } given)
            {
                var body = new JsonObject { ["token"] = given, ["password"] = await AccountCommands.SecretAsync(line, "New password", "STATUSHAWK_PASSWORD", cancellationToken) };
                await SendAsync(line, arguments, url, "password-resets/confirm", body, "The password was not changed", cancellationToken);
                return Done(line, new JsonObject { ["changed"] = true }, "The password is changed, and all sessions have ended. Sign in: statushawk login");
            }

            var address = arguments.GetValue(email) ?? throw new CliException("There is neither a token nor an address.", "Give the mail's token, or --email to be sent one.");
            await SendAsync(line, arguments, url, "password-resets", new JsonObject { ["email"] = address }, "The mail was not asked for", cancellationToken);
            return Done(line, new JsonObject { ["email"] = address, ["mailed"] = true }, $"If {Terminal.Plain(address)} has an account, a mail is on its way there.");
        }, token, email, url);
    }

    private static Command ConfirmEmail(CommandLine line)
    {
        var (url, token) = (Url(), Token());
        return line.Command("confirm-email", """
            Confirm an account's new address with the token of the mail that went there.

            Example:
              statushawk confirm-email he_… --url https://status.example.com
            """, async (arguments, cancellationToken) =>
        {
            await SendAsync(
                line, arguments, url, "accounts/email-changes/confirm", new JsonObject { ["token"] = arguments.GetValue(token) }, "The address was not changed", cancellationToken);
            return Done(line, new JsonObject { ["changed"] = true }, "The address is changed.");
        }, token, url);
    }

    private static Command AcceptInvitation(CommandLine line)
    {
        var (url, token) = (Url(), Token());
        var email = new Option<string?>("--email") { Description = "Sign in for it as this person, whom the mail was sent to; asks for the password." };
        return line.Command("accept-invitation", """
            Come into a workspace with the token of the mail. You must be signed in as whom the mail was sent to, or sign in with --email.

            With --email the sign-in is stored, for the workspace that you come into. Else the profile stays with its workspace.

            Examples:
              statushawk accept-invitation hi_…
              statushawk accept-invitation hi_… --email me@example.org --url https://status.example.com --profile acme
            """, async (arguments, cancellationToken) =>
        {
            var (signIns, profileName) = (line.Around.SignIns, line.Around.SignIns.NameOf(line.ProfileOf(arguments)));
            var body = new JsonObject { ["token"] = arguments.GetValue(token) };
            var profile = arguments.GetValue(email) is { } address
                ? await AccountCommands.SignInAsync(line, OriginOf(line, arguments, url), address, cancellationToken)
                : null;
            var answer = profile is null ? await AcceptAsSignedInAsync(line, profileName, body, cancellationToken) : await AcceptAsync(line, profile, new FixedToken(profile.AccessToken), body, cancellationToken);
            var id = MonitorShape.Text(answer.Object["id"]) ?? "";
            if (profile is not null) await signIns.File.ChangeAsync(profileName, _ => Task.FromResult<Profile?>(profile with { Workspace = id }), cancellationToken);
            return Done(line, answer.Object.DeepClone(), $"You are in {Words.Text(answer.Object, "name")} ({Terminal.Plain(id)}) as {Words.Text(answer.Object, "role")}.");
        }, token, email, url);
    }

    private static async Task<Answer> AcceptAsSignedInAsync(CommandLine line, string profileName, JsonObject body, CancellationToken cancellationToken)
    {
        var signIns = line.Around.SignIns;
        var stored = signIns.File.Read(profileName);
        if (stored?.RefreshToken is null)
            throw new CliException(stored is null ? "You are not signed in." : $"The profile {profileName} is a key's, and an invitation is a person's.", "Give --email, or sign in as a person: statushawk login --email …");
        return await AcceptAsync(line, stored, new SessionTokens(signIns.File, profileName, stored, line.Around.Time), body, cancellationToken);
    }

    private static async Task<Answer> AcceptAsync(CommandLine line, Profile profile, ITokens tokens, JsonObject body, CancellationToken cancellationToken)
    {
        using var connection = new Connection(profile.Url, tokens, line.Around.Time);
        return await connection.SendAsync(HttpMethod.Post, "invitations/accept", body, "You were not let in", cancellationToken);
    }

    private static async Task<Answer> SendAsync(
        CommandLine line, ParseResult arguments, Option<string?> url, string path, JsonObject body, string what, CancellationToken cancellationToken)
    {
        using var anonymous = new Connection(OriginOf(line, arguments, url), new FixedToken(null), line.Around.Time);
        return await anonymous.SendAsync(HttpMethod.Post, path, body, what, cancellationToken);
    }

    // These need no sign-in; where there is one, its server is meant.
    private static string OriginOf(CommandLine line, ParseResult arguments, Option<string?> url)
    {
        var signIns = line.Around.SignIns;
        return Connection.OriginOf(
            arguments.GetValue(url) ?? signIns.Given("STATUSHAWK_URL") ?? signIns.File.Read(signIns.NameOf(line.ProfileOf(arguments)))?.Url
            ?? line.Around.Terminal.Ask("URL of the installation", "Give --url"));
    }

    private static int Done(CommandLine line, JsonNode json, string markup)
    {
        if (line.Around.Terminal.Json) line.Around.Terminal.WriteJson(json);
        else line.Around.Terminal.Line($"[green]✓[/] {markup}");
        return ExitCode.Well;
    }

    private static Option<string?> Url() => new("--url") { Description = "The installation: https://status.example.com. Else STATUSHAWK_URL, or that of the profile." };

    private static Argument<string> Token() => new("token") { Description = "The token of the mail." };
}
