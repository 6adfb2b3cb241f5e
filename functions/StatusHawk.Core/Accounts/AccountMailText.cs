using System.Globalization;
using System.Text;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Core.Accounts;

/// <summary>Words a mail about an account: the same in text and in HTML that reads well in light and dark, without images or anything else to be fetched.</summary>
public static class AccountMailText
{
    /// <summary>What a mail says.</summary>
    /// <param name="mail">What it is about.</param>
    /// <param name="token">What proves that it was read, opened; null: it asks for nothing.</param>
    /// <param name="appUrl">Where links lead; empty: the code is given instead.</param>
    /// <param name="apiUrl">The origin of the API, for those who use the code; may be empty.</param>
    public static Mail Of(AccountMail mail, string? token, string appUrl, string apiUrl)
    {
        var words = WordsOf(mail);
        var steps = token is null || words.Step is null ? null : StepOf(words.Step, token, appUrl, apiUrl);
        return new Mail([mail.To], OneLine($"[StatusHawk] {words.Subject}"), Text(mail, words, steps), Html(mail, words, steps));
    }

    private static Words WordsOf(AccountMail mail) => mail.Kind switch
    {
        AccountMailKind.Verify => new(
            "Please confirm your address",
            ["Somebody, most likely you, wants a StatusHawk account with this address. Confirm it within 24 hours and the account is yours."],
            new("Confirm this address", "verify", "POST", "/api/v1/accounts/verify"),
            "It was not you? Then do nothing, and please do not confirm: no account is made."),
        AccountMailKind.AddressTaken => new(
            "You already have an account",
            [
                "Somebody, most likely you, wanted a StatusHawk account with this address. You have one already, and nothing has changed.",
                "Sign in as usual. If you forgot the password, ask for a new one.",
            ],
            null,
            "It was not you? Then there is nothing to do."),
        AccountMailKind.PasswordReset => new(
            "Set a new password",
            [
                "Somebody, most likely you, wants a new password for your StatusHawk account. Set one within an hour.",
                "All of your sessions end then, and you sign in with the new one.",
            ],
            new("Set a new password", "reset-password", "POST", "/api/v1/password-resets/confirm", ",\"password\":\"a new one\""),
            "It was not you? Then do nothing: your password stays as it is."),
        AccountMailKind.NoAccount => new(
            "There is no account with this address",
            ["Somebody, most likely you, wanted a new password for a StatusHawk account with this address. There is none. Perhaps you used another address?"],
            null,
            "It was not you? Then there is nothing to do."),
        AccountMailKind.ConfirmEmail => new(
            "Please confirm your new address",
            ["This is to be the new address of your StatusHawk account. Confirm it within 24 hours; until then the old one stays."],
            new("Confirm this address", "confirm-email", "POST", "/api/v1/accounts/email-changes/confirm"),
            "It was not you? Then do nothing."),
        AccountMailKind.EmailChanged => new(
            "The address of your account is changed",
            [$"From now on your StatusHawk account has the address {mail.Other}. This one is no longer used for it."],
            null,
            "It was not you? Somebody knows your password. Please write to whoever runs this installation at once."),
        AccountMailKind.PasswordChanged => new(
            "Your password is changed",
            ["The password of your StatusHawk account was set anew by a mail that was sent to this address. All sessions have ended; sign in with the new password."],
            null,
            "It was not you? Somebody reads your mail. Change the password of your mailbox, then ask for a new one here."),
        AccountMailKind.Invitation => new(
            $"{mail.Other} invites you to {mail.Workspace}",
            [
                $"{mail.Other} invites you to the workspace {mail.Workspace} of StatusHawk, which watches services and tells when one is down.",
                "Sign in with this address, or make an account with it first, and accept within 7 days.",
            ],
            new("Accept the invitation", "accept-invitation", "POST", "/api/v1/invitations/accept"),
            "You do not know why? Then do nothing."),
        _ => throw new InvalidOperationException($"There are no words for a mail {mail.Kind}."),
    };

    // The token is behind a #: what is there is sent to no server, and so stands in no log.
    private static Steps StepOf(Step step, string token, string appUrl, string apiUrl)
    {
        if (appUrl.Length > 0) return new(step.Label, $"{appUrl.TrimEnd('/')}/{step.Page}#token={token}", null, []);
        var signedIn = step.Page == "accept-invitation" ? " -H 'Authorization: Bearer ha_…'" : "";
        var curl = $"curl -X {step.Method} {apiUrl.TrimEnd('/')}{step.Path} -H 'Content-Type: application/json'{signedIn} -d '{{\"token\":\"{token}\"{step.More}}}'";
        return new(step.Label, null, token, [("With the tool", $"statushawk {step.Page} {token}"), ("With the API", curl)]);
    }

    private static string Text(AccountMail mail, Words words, Steps? steps)
    {
        var text = new StringBuilder();
        if (mail.Name is { } name) text.Append(CultureInfo.InvariantCulture, $"Hello {OneLine(name)},\n\n");
        foreach (var line in words.Lines) text.Append(OneLine(line)).Append("\n\n");
        if (steps is { Link: { } link }) text.Append(CultureInfo.InvariantCulture, $"{steps.Label}:\n{link}\n\n");
        if (steps is { Code: { } code }) text.Append(CultureInfo.InvariantCulture, $"{steps.Label} with this code:\n\n    {code}\n\n");
        foreach (var (how, command) in steps?.Ways ?? []) text.Append(CultureInfo.InvariantCulture, $"{how}:\n    {command}\n\n");
        return text.Append(words.Otherwise).Append("\n\n-- \nStatusHawk\n").ToString();
    }

    private static string Html(AccountMail mail, Words words, Steps? steps)
    {
        var html = MailLayout.Begin(OneLine(words.Subject), MailLayout.Blue);
        if (mail.Name is { } name) html.Append(CultureInfo.InvariantCulture, $"<p>Hello {Encoded(name)},</p>\n");
        foreach (var line in words.Lines) html.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(line)}</p>\n");
        if (steps is { Link: { } link }) html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encoded(link)}\">{Encoded(steps.Label)}</a></p>\n");
        if (steps is { Code: { } code }) html.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(steps.Label)} with this code:</p>\n<pre>{Encoded(code)}</pre>\n");
        foreach (var (how, command) in steps?.Ways ?? []) html.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(how)}:</p>\n<pre>{Encoded(command)}</pre>\n");
        return MailLayout.End(html.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(words.Otherwise)}</p>\n"));
    }

    private static string OneLine(string text) => MailLayout.OneLine(text);

    private static string Encoded(string text) => MailLayout.Encoded(OneLine(text));

    private sealed record Words(string Subject, string[] Lines, Step? Step, string Otherwise);

    private sealed record Step(string Label, string Page, string Method, string Path, string More = "");

    private sealed record Steps(string Label, string? Link, string? Code, (string How, string Command)[] Ways);
}
